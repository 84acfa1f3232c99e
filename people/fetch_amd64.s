//go:build goexperiment.simd && amd64

#include "textflag.h"

// func fetch(c *Collective, lines int)
TEXT ·fetch(SB), NOSPLIT, $0-16
	MOVQ c+0(FP), AX
	MOVQ lines+8(FP), CX
next:
	PREFETCHT0 (AX)
	ADDQ $64, AX
	DECQ CX
	JNZ  next
	RET
