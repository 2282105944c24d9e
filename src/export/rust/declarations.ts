/** The functions of Windows that a Rust program calls. */
export const RUST_DECLARATIONS = `// A trace needs some of what the runtime offers.
#![allow(dead_code)]

use std::ffi::c_void;
use std::os::windows::ffi::OsStrExt;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::Duration;
use std::{env, mem, process, ptr, slice, thread};

type NtStatus = i32;
type Handle = *mut c_void;

#[repr(C)]
struct UnicodeString {
    length: u16,
    maximum_length: u16,
    buffer: *const u16,
}

#[repr(C)]
struct ObjectAttributes {
    length: u32,
    root_directory: Handle,
    object_name: *const UnicodeString,
    attributes: u32,
    security_descriptor: *const c_void,
    security_quality_of_service: *const c_void,
}

#[repr(C)]
struct IoStatusBlock {
    status: NtStatus,
    information: usize,
}

#[link(name = "ntdll")]
extern "system" {
    fn NtCreateFile(
        handle: *mut Handle,
        access: u32,
        attributes: *const ObjectAttributes,
        block: *mut IoStatusBlock,
        allocation_size: *const i64,
        file_attributes: u32,
        share_access: u32,
        disposition: u32,
        options: u32,
        ea_buffer: *const c_void,
        ea_length: u32,
    ) -> NtStatus;
    fn NtReadFile(
        handle: Handle,
        event: Handle,
        apc_routine: *const c_void,
        apc_context: *const c_void,
        block: *mut IoStatusBlock,
        buffer: *mut u8,
        length: u32,
        byte_offset: *const i64,
        key: *const u32,
    ) -> NtStatus;
    fn NtWriteFile(
        handle: Handle,
        event: Handle,
        apc_routine: *const c_void,
        apc_context: *const c_void,
        block: *mut IoStatusBlock,
        buffer: *const u8,
        length: u32,
        byte_offset: *const i64,
        key: *const u32,
    ) -> NtStatus;
    fn NtDeviceIoControlFile(
        handle: Handle,
        event: Handle,
        apc_routine: *const c_void,
        apc_context: *const c_void,
        block: *mut IoStatusBlock,
        code: u32,
        input: *const u8,
        input_length: u32,
        output: *mut u8,
        output_length: u32,
    ) -> NtStatus;
    fn NtFsControlFile(
        handle: Handle,
        event: Handle,
        apc_routine: *const c_void,
        apc_context: *const c_void,
        block: *mut IoStatusBlock,
        code: u32,
        input: *const u8,
        input_length: u32,
        output: *mut u8,
        output_length: u32,
    ) -> NtStatus;
    fn NtFlushBuffersFile(handle: Handle, block: *mut IoStatusBlock) -> NtStatus;
    fn NtQueryInformationFile(
        handle: Handle,
        block: *mut IoStatusBlock,
        information: *mut i64,
        length: u32,
        class: i32,
    ) -> NtStatus;
    fn NtSetInformationFile(
        handle: Handle,
        block: *mut IoStatusBlock,
        information: *const i64,
        length: u32,
        class: i32,
    ) -> NtStatus;
    fn NtDuplicateObject(
        source_process: Handle,
        source: Handle,
        target_process: Handle,
        target: *mut Handle,
        access: u32,
        attributes: u32,
        options: u32,
    ) -> NtStatus;
    fn NtClose(handle: Handle) -> NtStatus;
}

#[link(name = "kernel32")]
extern "system" {
    fn CreateEventW(security: *const c_void, manual: i32, signaled: i32, name: *const u16) -> Handle;
    fn SetEvent(event: Handle) -> i32;
    fn WaitForSingleObject(object: Handle, milliseconds: u32) -> u32;
    fn GetCurrentProcess() -> Handle;
    fn VirtualAlloc(address: *mut u8, bytes: usize, kind: u32, protection: u32) -> *mut u8;
    fn VirtualProtect(address: *mut u8, bytes: usize, protection: u32, before: *mut u32) -> i32;
    fn CreateFileMappingW(
        file: Handle,
        security: *const c_void,
        protection: u32,
        size_high: u32,
        size_low: u32,
        name: *const u16,
    ) -> Handle;
    fn MapViewOfFile(section: Handle, access: u32, offset_high: u32, offset_low: u32, bytes: usize) -> *mut u8;
}

const FILE_READ_DATA: u32 = 1;
const FILE_WRITE_DATA: u32 = 2;
const FILE_APPEND_DATA: u32 = 4;
const SYNCHRONIZE: u32 = 0x0010_0000;
const FILE_SHARE_READ: u32 = 1;
const FILE_SHARE_WRITE: u32 = 2;
const FILE_SHARE_DELETE: u32 = 4;
const FILE_OPEN: u32 = 1;
const FILE_WRITE_THROUGH: u32 = 0x2;
const FILE_NO_INTERMEDIATE_BUFFERING: u32 = 0x8;
const FILE_SYNCHRONOUS_IO_ALERT: u32 = 0x10;
const FILE_SYNCHRONOUS_IO_NONALERT: u32 = 0x20;
const FILE_NON_DIRECTORY_FILE: u32 = 0x40;
const FILE_POSITION_INFORMATION: i32 = 14;
const OBJ_CASE_INSENSITIVE: u32 = 0x40;
const DUPLICATE_SAME_ACCESS: u32 = 2;
const MEM_COMMIT: u32 = 0x1000;
const MEM_RESERVE: u32 = 0x2000;
const PAGE_NOACCESS: u32 = 1;
const PAGE_READONLY: u32 = 2;
const PAGE_READWRITE: u32 = 4;
const FILE_MAP_ALL_ACCESS: u32 = 0xF001F;
const INFINITE: u32 = u32::MAX;
`;
