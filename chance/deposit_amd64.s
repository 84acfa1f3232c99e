//go:build goexperiment.simd && amd64

#include "textflag.h"

// func deposit(digits, mask uint64) uint64
TEXT ·deposit(SB), NOSPLIT, $0-24
	MOVQ  digits+0(FP), AX
	PDEPQ mask+8(FP), AX, AX
	MOVQ  AX, ret+16(FP)
	RET
