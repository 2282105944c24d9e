/** What a C program declares before its trace: functions of ntdll, and what operations are made of. */
export const C_DECLARATIONS = String.raw`#define WIN32_LEAN_AND_MEAN
#define WIN32_NO_STATUS
#include <windows.h>
#undef WIN32_NO_STATUS
#include <ntstatus.h>
#include <winternl.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(void *) == 8, "build for x64");

/* What winternl.h lacks, depending on whose it is. */
NTSTATUS NTAPI NtReadFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID, PIO_STATUS_BLOCK, PVOID, ULONG,
                          PLARGE_INTEGER, PULONG);
NTSTATUS NTAPI NtWriteFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID, PIO_STATUS_BLOCK, PVOID, ULONG,
                           PLARGE_INTEGER, PULONG);
NTSTATUS NTAPI NtFsControlFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID, PIO_STATUS_BLOCK, ULONG, PVOID, ULONG, PVOID,
                               ULONG);
NTSTATUS NTAPI NtFlushBuffersFile(HANDLE, PIO_STATUS_BLOCK);
NTSTATUS NTAPI NtQueryInformationFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, FILE_INFORMATION_CLASS);
NTSTATUS NTAPI NtSetInformationFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, FILE_INFORMATION_CLASS);
NTSTATUS NTAPI NtDuplicateObject(HANDLE, HANDLE, HANDLE, PHANDLE, ACCESS_MASK, ULONG, ULONG);

/* FilePositionInformation, whose structure is a LARGE_INTEGER. */
#define POSITION_CLASS ((FILE_INFORMATION_CLASS)14)

#define PAGE_BYTES ((size_t)4096)
/* What buffers and their pages hold before a call; no data contains it unless it is written out below. */
#define FILL 0xF8
/* What the status block holds before a call; no driver has this status. */
#define UNWRITTEN ((NTSTATUS)0xEEEEEEEE)
/* After this long, a call is said never to complete. */
#define CALL_MILLISECONDS 10000
/* A kernel address, whatever stands there. */
#define KERNEL_ADDRESS ((BYTE *)0xFFFF800000000000)

/* A part of data: bytes that repeat a unit, or count 1, 2, ... 239, 1, 2, ... from a seed. */
struct piece {
    const BYTE *unit;
    size_t unit_length;
    unsigned seed;
    size_t count;
};

struct data {
    bool is_known;
    const struct piece *pieces;
    size_t count;
};

#define COUNTER(seed, count) { NULL, 0, seed, count }
#define REPEAT(unit, count) { unit, sizeof(unit), 0, count }
#define BYTES(...) { (const BYTE[]){ __VA_ARGS__ }, sizeof((const BYTE[]){ __VA_ARGS__ }), 0, \
                     sizeof((const BYTE[]){ __VA_ARGS__ }) }
#define DATA(...) .data = { true, (const struct piece[]){ __VA_ARGS__ }, \
                            sizeof((const struct piece[]){ __VA_ARGS__ }) / sizeof(struct piece) }
#define NO_DATA .data = { true, NULL, 0 }

/* What may be in the I/O status block. */
enum block { BLOCK_ANY, BLOCK_WRITTEN, BLOCK_UNTOUCHED };

/*
 * What a call may lead to. A buffer that it fills holds the data and is otherwise as it was, unless the rest is open: the
 * device's own choice.
 */
struct outcome {
    NTSTATUS status;
    enum block block;
    ULONG_PTR information;
    struct data data;
    bool is_rest_open;
    bool has_position;
    LONGLONG position;
};

#define INFORMATION(value) .block = BLOCK_WRITTEN, .information = (value)
#define NO_INFORMATION .block = BLOCK_UNTOUCHED
#define OPEN_REST .is_rest_open = true
#define POSITION(value) .has_position = true, .position = (value)
#define EXPECTED(...) .expected = (const struct outcome[]){ __VA_ARGS__ }, \
                      .expected_count = sizeof((const struct outcome[]){ __VA_ARGS__ }) / sizeof(struct outcome)

enum call {
    CREATE_FILE,
    READ_FILE,
    WRITE_FILE,
    DEVICE_CONTROL,
    FS_CONTROL,
    FLUSH_BUFFERS_FILE,
    SET_POSITION,
    QUERY_POSITION,
    DUPLICATE_OBJECT,
    CLOSE_HANDLE
};

enum memory { READ_WRITE, READ_ONLY, NO_ACCESS, LAST_PAGE_NO_ACCESS, FIRST_PAGE, NULL_POINTER, KERNEL_POINTER };

/* A buffer as a call is given it. */
struct passed_buffer {
    ULONG length;
    /* Where it starts in its first page. */
    size_t page_offset;
    enum memory memory;
    /* Whether its memory is mapped twice, and filled and read through the other view. */
    bool is_shared;
    /* What it holds before the call, which leaves that alone unless it may change it. */
    struct data data;
    bool may_change;
};

/* Handles are numbered in the order in which the trace makes them. */
enum { NO_HANDLE = -1, EVENT_HANDLE = -2 };

struct op {
    const char *text;
    enum call call;
    int handle;
    bool makes_handle;
    int made;
    /* Of a create: another name than the device's, in UTF-16 code units. */
    const WCHAR *name;
    size_t name_length;
    ACCESS_MASK access;
    bool is_overlapped;
    bool is_alertable;
    ULONG options;
    bool has_share;
    ULONG share;
    bool requires_device;
    /* Of a transfer, and of setting the position. Without one, the ByteOffset is NULL. */
    bool has_offset;
    LONGLONG offset;
    ULONG key;
    /* Whether an event is passed, signaled beforehand. */
    bool has_event;
    /* Of a transfer; of a control request, the output buffer. */
    struct passed_buffer buffer;
    /* Of a control request. */
    struct passed_buffer input;
    ULONG code;
    const struct outcome *expected;
    size_t expected_count;
    /* Why nothing is compared; why the call is not made. */
    const char *not_compared;
    const char *not_performed;
    /* What irpcheck's simulated machine observed, where nothing of it was expected. */
    const char *simulated;
};

#define SHARE(access) .has_share = true, .share = (access)
#define MAKES(ordinal) .makes_handle = true, .made = (ordinal)
#define OFFSET(value) .has_offset = true, .offset = (value)
#define NAME(literal) .name = literal, .name_length = sizeof(literal) / sizeof(WCHAR) - 1
#define NAME_UNITS(...) .name = (const WCHAR[]){ __VA_ARGS__ }, \
                        .name_length = sizeof((const WCHAR[]){ __VA_ARGS__ }) / sizeof(WCHAR)

struct status_name {
    NTSTATUS status;
    const char *name;
};
`;
