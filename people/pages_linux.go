package people

import (
	"syscall"
	"unsafe"
)

// inLargePages asks the system to keep the collectives in pages as large as it has,
// so that a walk over them looks up fewer addresses; a small country is not worth
// it. The system may decline; nothing else depends on it.
func inLargePages(list []Collective) {
	const worth = 16 << 20 // bytes
	if len(list)*Size < worth {
		return
	}
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(list))), len(list)*Size)
	page := syscall.Getpagesize()
	skip := int(-uintptr(unsafe.Pointer(unsafe.SliceData(list))) % uintptr(page)) // a request begins with a page
	_ = syscall.Madvise(bytes[skip:skip+(len(bytes)-skip)/page*page], syscall.MADV_HUGEPAGE)
}
