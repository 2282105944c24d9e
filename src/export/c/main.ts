/** Comparing, printing and counting, and the program's own start and end. */
export const C_MAIN = String.raw`enum verdict { OK, DIFFERS, NOT_COMPARED, NOT_PERFORMED, VERDICTS };

static const char *const verdict_names[VERDICTS] = { "ok", "DIFFERS", "not compared", "not performed" };
static unsigned counts[VERDICTS];
/* The operation that is under way, for the watch. */
static volatile size_t current;
static HANDLE op_done;

static void print_status(NTSTATUS status)
{
    for (size_t index = 0; index < sizeof status_names / sizeof status_names[0]; index += 1) {
        if (status_names[index].status == status) {
            printf("%s", status_names[index].name);
            return;
        }
    }
    printf("0x%08lX", (unsigned long)status);
}

static void print_expected(const struct outcome *outcome)
{
    print_status(outcome->status);
    if (outcome->block == BLOCK_WRITTEN) printf(", Information %llu", (unsigned long long)outcome->information);
    if (outcome->has_position) printf(", position %lld", (long long)outcome->position);
    if (outcome->data.is_known) printf(", known bytes: %llu", (unsigned long long)length_of(&outcome->data));
    printf("\n");
}

static void print_observed(const struct observation *observed)
{
    print_status(observed->status);
    if (observed->block_written) printf(", Information %llu", (unsigned long long)observed->information);
    if (observed->has_position) printf(", position %lld", (long long)observed->position);
    printf("\n");
}

/* Whether everything but the data is as an outcome has it. */
static bool answers(const struct outcome *outcome, const struct observation *observed)
{
    if (observed->status != outcome->status) return false;
    if (outcome->block == BLOCK_WRITTEN && observed->information != outcome->information) return false;
    if (outcome->block == BLOCK_WRITTEN && !observed->block_written) return false;
    if (outcome->block == BLOCK_UNTOUCHED && observed->block_written) return false;
    /* Where the question for it fails, nothing is known of the position. */
    return !outcome->has_position || !observed->has_position || observed->position == outcome->position;
}

/* Whether a buffer that the call fills is as an outcome has it. */
static bool is_filled(const struct buffer *buffer, const struct outcome *outcome)
{
    return holds(buffer, &outcome->data, outcome->is_rest_open ? length_of(&outcome->data) : buffer->length);
}

static bool is_expected(const struct op *op, const struct observation *observed, const struct buffer *buffer)
{
    for (size_t index = 0; index < op->expected_count; index += 1) {
        const struct outcome *outcome = &op->expected[index];
        if (answers(outcome, observed) && is_filled(buffer, outcome)) return true;
    }
    return false;
}

/* What no call may change: the data that it is given, and what is around a buffer. */
static bool is_untouched(const struct passed_buffer *passed, const struct buffer *buffer)
{
    if (buffer->pages == 0) return true;
    size_t changed = surroundings_changed(buffer);
    if (changed > 0) {
        printf("            bytes changed around the %s: %llu\n", buffer->name, (unsigned long long)changed);
    }
    return (passed->may_change || holds(buffer, &passed->data, buffer->length)) && changed == 0;
}

static bool has_made_handle(void)
{
    for (int ordinal = 0; ordinal < HANDLES; ordinal += 1) {
        if (handles[ordinal].is_made) return true;
    }
    return false;
}

/* Whether a status says that there is no such device for us, rather than what the device answered. */
static bool is_unreachable(NTSTATUS status)
{
    return status == STATUS_OBJECT_NAME_NOT_FOUND || status == STATUS_OBJECT_PATH_NOT_FOUND ||
           status == STATUS_OBJECT_NAME_INVALID || status == STATUS_OBJECT_PATH_SYNTAX_BAD ||
           status == STATUS_NO_SUCH_DEVICE || (status == STATUS_ACCESS_DENIED && !has_made_handle());
}

static void print_name(const WCHAR *units, size_t length)
{
    for (size_t at = 0; at < length; at += 1) {
        if (units[at] >= ' ' && units[at] <= '~') putchar(units[at]);
        else printf("\\u%04x", units[at]);
    }
}

static bool is_expected_status(const struct op *op, NTSTATUS status)
{
    for (size_t index = 0; index < op->expected_count; index += 1) {
        if (op->expected[index].status == status) return true;
    }
    return false;
}

static void require_device(const struct op *op, NTSTATUS status)
{
    if (!op->requires_device || !is_unreachable(status) || is_expected_status(op, status)) return;
    printf("could not run: ");
    print_name(device_name, device_name_length);
    printf(" cannot be opened. Is the driver loaded, and may you open its device?\n");
    fflush(stdout);
    ExitProcess(2);
}

/* Whether an operation is about a handle that an earlier one should have made and did not. */
static bool lacks_handle(const struct op *op)
{
    return op->call != CREATE_FILE && op->handle >= 0 && !handles[op->handle].is_made;
}

static enum verdict perform(const struct op *op)
{
    bool is_control = op->call == DEVICE_CONTROL || op->call == FS_CONTROL;
    struct buffer buffer;
    struct buffer input = { 0 };
    prepare(&buffer, is_control ? "output buffer" : "buffer", &op->buffer);
    if (is_control) prepare(&input, "input buffer", &op->input);
    struct observation observed = observe(op, buffer.address, input.address);
    unprotect(&buffer);
    unprotect(&input);
    for (size_t index = 0; index < op->expected_count; index += 1) {
        printf(index == 0 ? "  expected  " : "        or  ");
        print_expected(&op->expected[index]);
    }
    if (op->not_compared != NULL) printf("  %s\n", op->not_compared);
    printf("  observed  ");
    print_observed(&observed);
    if (op->simulated != NULL) printf("  irpcheck  %s\n", op->simulated);
    require_device(op, observed.status);
    enum verdict verdict = op->not_compared != NULL ? NOT_COMPARED : OK;
    if (verdict == OK && !is_expected(op, &observed, &buffer)) verdict = DIFFERS;
    if (!is_untouched(&op->buffer, &buffer)) verdict = DIFFERS;
    if (!is_untouched(&op->input, &input)) verdict = DIFFERS;
    return verdict;
}

static DWORD WINAPI perform_all(void *unused)
{
    (void)unused;
    for (size_t index = 0; index < OPS; index += 1) {
        const struct op *op = &ops[index];
        current = index;
        printf("%llu %s\n", (unsigned long long)index + 1, op->text);
        fflush(stdout);
        const char *reason = op->not_performed;
        if (reason == NULL && lacks_handle(op)) reason = "the handle was never made";
        if (reason != NULL) printf("  %s\n", reason);
        enum verdict verdict = reason != NULL ? NOT_PERFORMED : perform(op);
        counts[verdict] += 1;
        printf("  %s\n", verdict_names[verdict]);
        SetEvent(op_done);
    }
    return 0;
}

/* Waits for the operations. One that takes too long keeps its thread, and ends the program. */
static void watch(HANDLE thread)
{
    HANDLE both[] = { thread, op_done };
    for (;;) {
        DWORD woken = WaitForMultipleObjects(2, both, FALSE, CALL_MILLISECONDS);
        if (woken == WAIT_OBJECT_0) return;
        if (woken != WAIT_TIMEOUT) continue;
        printf("  observed  never completes (after %d s)\n  DIFFERS\n", CALL_MILLISECONDS / 1000);
        counts[DIFFERS] += 1;
        counts[NOT_PERFORMED] += (unsigned)(OPS - current - 1);
        return;
    }
}

static void name_device(const char *name)
{
    int length = MultiByteToWideChar(CP_ACP, 0, name, -1, NULL, 0);
    WCHAR *wide = length > 0 ? malloc(sizeof(WCHAR) * (size_t)length) : NULL;
    if (wide == NULL || MultiByteToWideChar(CP_ACP, 0, name, -1, wide, length) == 0) fail("reading the name");
    device_name = wide;
    device_name_length = (size_t)length - 1;
}

int main(int argc, char **argv)
{
    if (argc > 1) name_device(argv[1]);
    user_event = CreateEventW(NULL, TRUE, FALSE, NULL);
    op_done = CreateEventW(NULL, FALSE, FALSE, NULL);
    if (user_event == NULL || op_done == NULL) fail("CreateEvent");
    HANDLE thread = CreateThread(NULL, 0, perform_all, NULL, 0, NULL);
    if (thread == NULL) fail("CreateThread");
    watch(thread);
    printf("\n%u as expected, %u different, %u not compared, %u not performed\n", counts[OK], counts[DIFFERS],
           counts[NOT_COMPARED], counts[NOT_PERFORMED]);
    bool is_vacuous = counts[OK] + counts[DIFFERS] == 0;
    if (is_vacuous) printf("nothing was compared: this says nothing of the driver\n");
    fflush(stdout);
    ExitProcess(is_vacuous ? 2 : counts[DIFFERS] > 0 ? 1 : 0);
}
`;
