/** What operations of a Rust program are made of. */
export const RUST_TYPES = `const PAGE_BYTES: usize = 4096;
/// What buffers and their pages hold before a call; no data contains it unless it is written out below.
const FILL: u8 = 0xF8;
/// What the status block holds before a call; no driver has this status.
const UNWRITTEN: NtStatus = 0xEEEE_EEEE_u32 as NtStatus;
/// After this long, a call is said never to complete.
const CALL_TIME: Duration = Duration::from_secs(10);
/// A kernel address, whatever stands there.
const KERNEL_ADDRESS: usize = 0xFFFF_8000_0000_0000;

/// A part of data.
enum Piece {
    /// 1, 2, ... 239, 1, 2, ... from a seed.
    Counter { seed: usize, count: usize },
    /// A unit, repeated.
    Repeat { unit: &'static [u8], count: usize },
}
use Piece::{Counter, Repeat};

type Data = &'static [Piece];

/// What may be in the I/O status block: anything, Information, or what was there before.
enum Block {
    Any,
    Written(usize),
    Untouched,
}

/// What is behind the data that a buffer holds.
#[derive(Clone, Copy, PartialEq)]
enum Rest {
    Kept,
    Open,
}

/// What a call may lead to.
struct Outcome {
    status: NtStatus,
    block: Block,
    /// What the buffer that the call fills holds at its start; None where that is not known.
    data: Option<Data>,
    /// What else is in it: as it was before, or the device's own choice.
    rest: Rest,
    position: Option<i64>,
}

/// What is done with what a call leads to, or why the call is not made.
enum Check {
    Expected(&'static [Outcome]),
    NotCompared(&'static str),
    NotPerformed(&'static str),
}

/// Which handle an operation uses. Handles are numbered in the order in which the trace makes them.
#[derive(Clone, Copy)]
enum Target {
    Made(usize),
    /// No handle.
    Nothing,
    /// A handle to an event.
    Event,
}
use Target::Made;

enum Name {
    Device,
    Text(&'static str),
    /// UTF-16 code units.
    Units(&'static [u16]),
}

#[derive(Clone, Copy, PartialEq)]
enum Memory {
    ReadWrite,
    ReadOnly,
    NoAccess,
    LastPageNoAccess,
    FirstPage,
    NullPointer,
    KernelPointer,
}

struct Open {
    name: Name,
    access: u32,
    is_overlapped: bool,
    is_alertable: bool,
    options: u32,
    share: u32,
    requires_device: bool,
    /// The ordinal of the handle that it makes in the trace.
    makes: Option<usize>,
}

/// A buffer as a call is given it.
struct PassedBuffer {
    length: u32,
    /// Where it starts in its first page.
    page_offset: usize,
    memory: Memory,
    /// Whether its memory is mapped twice, and filled and read through the other view.
    is_shared: bool,
    /// What it holds before the call, which leaves that alone unless it may change it.
    data: Option<Data>,
    may_change: bool,
}

const PLAIN_BUFFER: PassedBuffer = PassedBuffer {
    length: 0,
    page_offset: 0,
    memory: Memory::ReadWrite,
    is_shared: false,
    data: None,
    may_change: false,
};

struct Transfer {
    handle: Target,
    /// None for a NULL ByteOffset.
    offset: Option<i64>,
    key: u32,
    /// Whether an event is passed, signaled beforehand.
    has_event: bool,
    buffer: PassedBuffer,
}

const PLAIN: Transfer = Transfer {
    handle: Made(0),
    offset: None,
    key: 0,
    has_event: false,
    buffer: PLAIN_BUFFER,
};

/// A control request.
struct Control {
    handle: Target,
    code: u32,
    /// Whether an event is passed, signaled beforehand.
    has_event: bool,
    input: PassedBuffer,
    output: PassedBuffer,
}

enum Call {
    Create(Open),
    Read(Transfer),
    Write(Transfer),
    DeviceControl(Control),
    FsControl(Control),
    Flush(Target),
    SetPosition(Target, i64),
    QueryPosition(Target),
    Duplicate { handle: Target, makes: Option<usize> },
    Close(Target),
}

struct Op {
    text: &'static str,
    call: Call,
    check: Check,
    /// What irpcheck's simulated machine observed, where nothing of it was expected.
    simulated: Option<&'static str>,
}
`;
