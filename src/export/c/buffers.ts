/** Buffers: pages of their own with guard pages around, filled before a call and examined after it. */
export const C_BUFFERS = String.raw`/* A buffer in memory: its pages, with a page that nobody may touch before and after them. None of them without memory. */
struct buffer {
    const char *name;
    /* What the call is given. */
    BYTE *address;
    /* As the call sees it, and as we do; guard pages included. The same unless the memory is mapped twice. */
    BYTE *passed_view;
    BYTE *own_view;
    size_t pages;
    size_t first;
    size_t length;
};

static void fail(const char *what)
{
    printf("could not run: %s failed, error %lu\n", what, GetLastError());
    fflush(stdout);
    ExitProcess(2);
}

static void protect(BYTE *from, size_t pages, DWORD protection)
{
    DWORD before;
    if (!VirtualProtect(from, pages * PAGE_BYTES, protection, &before)) fail("VirtualProtect");
}

static BYTE *guarded(BYTE *view, size_t pages)
{
    if (view == NULL) fail("allocating a buffer");
    protect(view, 1, PAGE_NOACCESS);
    protect(view + (pages + 1) * PAGE_BYTES, 1, PAGE_NOACCESS);
    return view;
}

static void allocate(struct buffer *buffer, bool is_shared)
{
    size_t bytes = (buffer->pages + 2) * PAGE_BYTES;
    if (!is_shared) {
        void *view = VirtualAlloc(NULL, bytes, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
        buffer->passed_view = buffer->own_view = guarded(view, buffer->pages);
        return;
    }
    HANDLE section = CreateFileMappingW(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, (DWORD)bytes, NULL);
    if (section == NULL) fail("CreateFileMapping");
    buffer->passed_view = guarded(MapViewOfFile(section, FILE_MAP_ALL_ACCESS, 0, 0, bytes), buffer->pages);
    buffer->own_view = guarded(MapViewOfFile(section, FILE_MAP_ALL_ACCESS, 0, 0, bytes), buffer->pages);
    CloseHandle(section);
}

/* Reserves the pages, of which the first alone is there. */
static void allocate_first(struct buffer *buffer)
{
    BYTE *view = VirtualAlloc(NULL, (buffer->pages + 2) * PAGE_BYTES, MEM_RESERVE, PAGE_NOACCESS);
    if (view == NULL || VirtualAlloc(view + PAGE_BYTES, PAGE_BYTES, MEM_COMMIT, PAGE_READWRITE) == NULL) {
        fail("allocating a buffer");
    }
    buffer->passed_view = buffer->own_view = view;
    buffer->pages = 1;
    buffer->length = PAGE_BYTES - buffer->first;
}

static BYTE *pages_of(BYTE *view)
{
    return view + PAGE_BYTES;
}

static BYTE byte_of(const struct piece *piece, size_t at)
{
    if (piece->unit != NULL) return piece->unit[at % piece->unit_length];
    return (BYTE)(1 + (piece->seed + at) % 239);
}

/* Data, followed by FILL up to a length. */
static void fill(BYTE *to, size_t length, const struct data *data)
{
    size_t at = 0;
    for (size_t index = 0; index < data->count; index += 1) {
        const struct piece *piece = &data->pieces[index];
        for (size_t within = 0; within < piece->count && at < length; within += 1, at += 1) {
            to[at] = byte_of(piece, within);
        }
    }
    memset(to + at, FILL, length - at);
}

static size_t length_of(const struct data *data)
{
    size_t length = 0;
    for (size_t index = 0; index < data->count; index += 1) length += data->pieces[index].count;
    return length;
}

/* Where bytes first differ from data that is followed by FILL; their length where they don't. */
static size_t difference(const BYTE *bytes, size_t length, const struct data *data, BYTE *wanted)
{
    size_t at = 0;
    for (size_t index = 0; index < data->count; index += 1) {
        const struct piece *piece = &data->pieces[index];
        for (size_t within = 0; within < piece->count && at < length; within += 1, at += 1) {
            *wanted = byte_of(piece, within);
            if (bytes[at] != *wanted) return at;
        }
    }
    *wanted = FILL;
    while (at < length && bytes[at] == FILL) at += 1;
    return at;
}

/*
 * Allocates, fills and protects a buffer that is passed. It stays until the program ends: a driver that completes a
 * request twice or late writes into it when the call is over.
 */
static void prepare(struct buffer *buffer, const char *name, const struct passed_buffer *passed)
{
    memset(buffer, 0, sizeof *buffer);
    buffer->name = name;
    if (passed->memory == NULL_POINTER) return;
    if (passed->memory == KERNEL_POINTER) {
        buffer->address = KERNEL_ADDRESS + passed->page_offset;
        return;
    }
    buffer->first = passed->page_offset;
    buffer->length = passed->length;
    buffer->pages = (passed->page_offset + passed->length + PAGE_BYTES - 1) / PAGE_BYTES;
    if (buffer->pages == 0) buffer->pages = 1;
    if (passed->memory == FIRST_PAGE) allocate_first(buffer);
    else allocate(buffer, passed->is_shared);
    memset(pages_of(buffer->own_view), FILL, buffer->pages * PAGE_BYTES);
    fill(pages_of(buffer->own_view) + buffer->first, buffer->length, &passed->data);
    BYTE *pages = pages_of(buffer->passed_view);
    buffer->address = pages + buffer->first;
    if (passed->memory == READ_ONLY) protect(pages, buffer->pages, PAGE_READONLY);
    if (passed->memory == NO_ACCESS) protect(pages, buffer->pages, PAGE_NOACCESS);
    if (passed->memory == LAST_PAGE_NO_ACCESS) {
        protect(pages + (buffer->pages - 1) * PAGE_BYTES, 1, PAGE_NOACCESS);
    }
}

static size_t changed_in(const BYTE *bytes, size_t from, size_t to)
{
    size_t changed = 0;
    for (size_t at = from; at < to; at += 1) changed += bytes[at] != FILL;
    return changed;
}

/* After a call, so that all of it can be looked at. */
static void unprotect(const struct buffer *buffer)
{
    if (buffer->pages > 0) protect(pages_of(buffer->passed_view), buffer->pages, PAGE_READWRITE);
}

/* Whether the buffer starts with so many bytes of data that is followed by FILL. Says where it does not. */
static bool holds(const struct buffer *buffer, const struct data *data, size_t length)
{
    if (buffer->pages == 0 || !data->is_known) return true;
    if (length > buffer->length) length = buffer->length;
    const BYTE *bytes = pages_of(buffer->own_view) + buffer->first;
    BYTE wanted = FILL;
    size_t at = difference(bytes, length, data, &wanted);
    if (at == length) return true;
    printf("            byte %llu of the %s is 0x%02X instead of 0x%02X\n", (unsigned long long)at, buffer->name,
           bytes[at], wanted);
    return false;
}

/* Bytes around the buffer, in its pages, that are not as they were. */
static size_t surroundings_changed(const struct buffer *buffer)
{
    const BYTE *pages = pages_of(buffer->own_view);
    return changed_in(pages, 0, buffer->first) +
           changed_in(pages, buffer->first + buffer->length, buffer->pages * PAGE_BYTES);
}
`;
