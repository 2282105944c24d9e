/** Making calls. */
export const C_CALLS = `/* What a call led to. */
struct observation {
    NTSTATUS status;
    bool block_written;
    ULONG_PTR information;
    bool has_position;
    LONGLONG position;
};

static struct {
    HANDLE value;
    bool is_made;
    bool is_closed;
} handles[HANDLES];

static HANDLE user_event;

/* What Windows writes for an operation: of its own, as a broken driver may still write when the call is over. */
static struct {
    IO_STATUS_BLOCK block;
    IO_STATUS_BLOCK position_block;
    LARGE_INTEGER position;
} outputs[OPS];

static HANDLE handle_of(int ordinal)
{
    if (ordinal == NO_HANDLE) return NULL;
    if (ordinal == EVENT_HANDLE) return user_event;
    /* Windows may have given the value of a closed handle to anything by now: NULL is as invalid. */
    return handles[ordinal].is_closed ? NULL : handles[ordinal].value;
}

static void keep(const struct op *op, NTSTATUS status, HANDLE handle)
{
    if (status < 0 || handle == NULL) return;
    if (!op->makes_handle) {
        /* The trace goes on without it. */
        NtClose(handle);
        return;
    }
    handles[op->made].value = handle;
    handles[op->made].is_made = true;
}

static NTSTATUS create_file(const struct op *op, PIO_STATUS_BLOCK block)
{
    UNICODE_STRING name;
    name.Buffer = (PWSTR)(op->name == NULL ? device_name : op->name);
    name.Length = (USHORT)(sizeof(WCHAR) * (op->name == NULL ? device_name_length : op->name_length));
    name.MaximumLength = name.Length;
    OBJECT_ATTRIBUTES attributes;
    InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE, NULL, NULL);
    HANDLE handle = NULL;
    ULONG waits = op->is_alertable ? FILE_SYNCHRONOUS_IO_ALERT : FILE_SYNCHRONOUS_IO_NONALERT;
    NTSTATUS status = NtCreateFile(
        &handle, op->access | SYNCHRONIZE, &attributes, block, NULL, 0,
        op->has_share ? op->share : FILE_SHARE_READ | FILE_SHARE_WRITE, FILE_OPEN,
        FILE_NON_DIRECTORY_FILE | op->options | (op->is_overlapped ? 0 : waits), NULL, 0);
    keep(op, status, handle);
    return status;
}

/* What comes of a call that may be pending. The watch in main ends the program if it never completes. */
static NTSTATUS completed(const struct op *op, NTSTATUS status, PIO_STATUS_BLOCK block)
{
    if (status != STATUS_PENDING) return status;
    WaitForSingleObject(op->has_event ? user_event : handle_of(op->handle), INFINITE);
    return block->Status;
}

static NTSTATUS transfer(const struct op *op, PIO_STATUS_BLOCK block, BYTE *address)
{
    LARGE_INTEGER offset;
    offset.QuadPart = op->offset;
    ULONG key = op->key;
    PLARGE_INTEGER byte_offset = op->has_offset ? &offset : NULL;
    PULONG key_pointer = op->key == 0 ? NULL : &key;
    HANDLE event = op->has_event ? user_event : NULL;
    HANDLE handle = handle_of(op->handle);
    if (op->has_event) SetEvent(user_event);
    ULONG length = op->buffer.length;
    NTSTATUS status =
        op->call == READ_FILE
            ? NtReadFile(handle, event, NULL, NULL, block, address, length, byte_offset, key_pointer)
            : NtWriteFile(handle, event, NULL, NULL, block, address, length, byte_offset, key_pointer);
    return completed(op, status, block);
}

static NTSTATUS control(const struct op *op, PIO_STATUS_BLOCK block, BYTE *input, BYTE *output)
{
    ULONG input_length = op->input.length;
    ULONG output_length = op->buffer.length;
    HANDLE event = op->has_event ? user_event : NULL;
    HANDLE handle = handle_of(op->handle);
    if (op->has_event) SetEvent(user_event);
    NTSTATUS status = op->call == DEVICE_CONTROL
                          ? NtDeviceIoControlFile(handle, event, NULL, NULL, block, op->code, input, input_length,
                                                  output, output_length)
                          : NtFsControlFile(handle, event, NULL, NULL, block, op->code, input, input_length, output,
                                            output_length);
    return completed(op, status, block);
}

static NTSTATUS query_position(HANDLE handle, PIO_STATUS_BLOCK block, PLARGE_INTEGER position,
                               struct observation *observed)
{
    NTSTATUS status = NtQueryInformationFile(handle, block, position, sizeof *position, POSITION_CLASS);
    observed->has_position = status >= 0;
    observed->position = position->QuadPart;
    return status;
}

static NTSTATUS duplicate(const struct op *op)
{
    HANDLE handle = NULL;
    NTSTATUS status = NtDuplicateObject(GetCurrentProcess(), handle_of(op->handle), GetCurrentProcess(), &handle,
                                        0, 0, DUPLICATE_SAME_ACCESS);
    keep(op, status, handle);
    return status;
}

static NTSTATUS close_handle(const struct op *op)
{
    NTSTATUS status = NtClose(handle_of(op->handle));
    if (status >= 0 && op->handle >= 0) handles[op->handle].is_closed = true;
    return status;
}

static NTSTATUS make_call(const struct op *op, BYTE *address, BYTE *input, struct observation *observed)
{
    PIO_STATUS_BLOCK block = &outputs[op - ops].block;
    PLARGE_INTEGER position = &outputs[op - ops].position;
    switch (op->call) {
    case CREATE_FILE:
        return create_file(op, block);
    case READ_FILE:
    case WRITE_FILE:
        return transfer(op, block, address);
    case DEVICE_CONTROL:
    case FS_CONTROL:
        return control(op, block, input, address);
    case FLUSH_BUFFERS_FILE:
        return NtFlushBuffersFile(handle_of(op->handle), block);
    case SET_POSITION:
        position->QuadPart = op->offset;
        return NtSetInformationFile(handle_of(op->handle), block, position, sizeof *position, POSITION_CLASS);
    case QUERY_POSITION:
        return query_position(handle_of(op->handle), block, position, observed);
    case DUPLICATE_OBJECT:
        return duplicate(op);
    case CLOSE_HANDLE:
        return close_handle(op);
    }
    return STATUS_NOT_IMPLEMENTED;
}

static bool expects_position(const struct op *op)
{
    for (size_t index = 0; index < op->expected_count; index += 1) {
        if (op->expected[index].has_position) return true;
    }
    return false;
}

static struct observation observe(const struct op *op, BYTE *address, BYTE *input)
{
    struct observation observed;
    memset(&observed, 0, sizeof observed);
    PIO_STATUS_BLOCK block = &outputs[op - ops].block;
    block->Status = UNWRITTEN;
    observed.status = make_call(op, address, input, &observed);
    observed.block_written = block->Status != UNWRITTEN;
    observed.information = observed.block_written ? block->Information : 0;
    if (op->call != QUERY_POSITION && expects_position(op)) {
        /* The I/O manager answers this itself; the driver sees nothing of it. */
        int ordinal = op->call == CREATE_FILE || op->call == DUPLICATE_OBJECT ? op->made : op->handle;
        query_position(handle_of(ordinal), &outputs[op - ops].position_block, &outputs[op - ops].position,
                       &observed);
    }
    return observed;
}
`;
