//go:build wasip1

// Command engine is OPA behind a JSON door, built as a WASI reactor (`-buildmode=c-shared`).
//
// The host calls `_initialize` once. For each request it then calls `alloc(size)`, which gives the address of a buffer
// of that size, writes the request there (UTF-8 JSON), and calls `call()`, which gives the reply's address in its upper
// and its length in its lower 32 bits (UTF-8 JSON as well). Both buffers belong to this side; the reply stays valid
// until the next `alloc`. Nothing runs between calls: no goroutine is left behind and nothing lives on a stack, so the
// linear memory and the globals are the whole state of the engine.
package main

import (
	"unsafe"

	"spacelift-login-policies/engine/door"
)

// Kept in globals so that the garbage collector leaves them alone while the host reads and writes them.
var request, reply []byte

//go:wasmexport alloc
func alloc(size uint32) unsafe.Pointer {
	reply = nil
	request = make([]byte, size)
	return unsafe.Pointer(unsafe.SliceData(request))
}

//go:wasmexport call
func call() uint64 {
	reply = door.Handle(request)
	request = nil
	return uint64(uintptr(unsafe.Pointer(unsafe.SliceData(reply))))<<32 | uint64(len(reply))
}

// A reactor has no main program; the linker wants one.
func main() {}
