/** Comparing, printing and counting, and the program's own start and end. */
export const RUST_MAIN = String.raw`#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Ok,
    Differs,
    NotCompared,
    NotPerformed,
}

impl Verdict {
    fn name(self) -> &'static str {
        match self {
            Verdict::Ok => "ok",
            Verdict::Differs => "DIFFERS",
            Verdict::NotCompared => "not compared",
            Verdict::NotPerformed => "not performed",
        }
    }
}

fn status_name(status: NtStatus) -> String {
    match STATUS_NAMES.iter().find(|(known, _)| *known == status) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("0x{status:08X}"),
    }
}

impl Outcome {
    fn text(&self) -> String {
        let mut text = status_name(self.status);
        if let Block::Written(information) = self.block {
            text += &format!(", Information {information}");
        }
        if let Some(position) = self.position {
            text += &format!(", position {position}");
        }
        if let Some(data) = self.data {
            text += &format!(", known bytes: {}", length_of(data));
        }
        text
    }

    /// Whether everything but the data is as it was observed.
    fn answers(&self, observed: &Observation) -> bool {
        let is_block_right = match self.block {
            Block::Any => true,
            Block::Written(information) => observed.information == Some(information),
            Block::Untouched => observed.information.is_none(),
        };
        // Where the question for it fails, nothing is known of the position.
        let is_position_right =
            self.position.is_none() || observed.position.is_none() || self.position == observed.position;
        self.status == observed.status && is_block_right && is_position_right
    }
}

impl Observation {
    fn text(&self) -> String {
        let mut text = status_name(self.status);
        if let Some(information) = self.information {
            text += &format!(", Information {information}");
        }
        if let Some(position) = self.position {
            text += &format!(", position {position}");
        }
        text
    }
}

/// A buffer of a call: as it is passed, and its memory where it has some.
struct CallBuffer {
    passed: &'static PassedBuffer,
    memory: Option<Buffer>,
}

impl CallBuffer {
    fn new(name: &'static str, passed: &'static PassedBuffer) -> CallBuffer {
        CallBuffer { passed, memory: Buffer::prepare(name, passed) }
    }

    fn address(&self) -> *mut u8 {
        match &self.memory {
            Some(buffer) => buffer.address(),
            None if self.passed.memory == Memory::KernelPointer => {
                (KERNEL_ADDRESS + self.passed.page_offset) as *mut u8
            }
            None => ptr::null_mut(),
        }
    }

    /// Whether it is as an outcome has it.
    fn is_filled(&self, outcome: &Outcome) -> bool {
        match (&self.memory, outcome.data) {
            (Some(buffer), Some(data)) => buffer.holds(data, outcome.rest),
            _ => true,
        }
    }

    /// Whether what no call may change is unchanged: the data that it is given, and what is around the buffer.
    fn is_untouched(&self) -> bool {
        let buffer = match &self.memory {
            Some(buffer) => buffer,
            None => return true,
        };
        let changed = buffer.surroundings_changed();
        if changed > 0 {
            println!("            bytes changed around the {}: {changed}", buffer.name);
        }
        let is_data_kept = match self.passed.data {
            Some(data) if !self.passed.may_change => buffer.holds(data, Rest::Kept),
            _ => true,
        };
        is_data_kept && changed == 0
    }
}

/// The input buffer of a call, and the buffer of a transfer or the output buffer of a control request.
fn buffers_of(call: &'static Call) -> (Option<CallBuffer>, Option<CallBuffer>) {
    match call {
        Call::Read(transfer) | Call::Write(transfer) => (None, Some(CallBuffer::new("buffer", &transfer.buffer))),
        Call::DeviceControl(control) | Call::FsControl(control) => (
            Some(CallBuffer::new("input buffer", &control.input)),
            Some(CallBuffer::new("output buffer", &control.output)),
        ),
        _ => (None, None),
    }
}

/// Ends the program where a status says that there is no such device for us, rather than what the device answered.
fn require_device(caller: &Caller, call: &Call, expected: &[Outcome], status: NtStatus) {
    let is_required = matches!(call, Call::Create(Open { requires_device: true, .. }))
        && expected.iter().all(|outcome| outcome.status != status);
    let is_unreachable = match status {
        STATUS_OBJECT_NAME_NOT_FOUND
        | STATUS_OBJECT_PATH_NOT_FOUND
        | STATUS_OBJECT_NAME_INVALID
        | STATUS_OBJECT_PATH_SYNTAX_BAD
        | STATUS_NO_SUCH_DEVICE => true,
        STATUS_ACCESS_DENIED => caller.handles.iter().all(Option::is_none),
        _ => false,
    };
    if is_required && is_unreachable {
        let name = String::from_utf16_lossy(&caller.device);
        println!("could not run: {name} cannot be opened. Is the driver loaded, and may you open its device?");
        process::exit(2);
    }
}

fn perform(caller: &mut Caller, op: &'static Op) -> Verdict {
    let (expected, not_compared) = match op.check {
        Check::Expected(outcomes) => (outcomes, None),
        Check::NotCompared(reason) => (&[][..], Some(reason)),
        Check::NotPerformed(reason) => {
            println!("  {reason}");
            return Verdict::NotPerformed;
        }
    };
    if caller.lacks_handle(&op.call) {
        println!("  the handle was never made");
        return Verdict::NotPerformed;
    }
    let (input, buffer) = buffers_of(&op.call);
    let address_of = |buffer: &Option<CallBuffer>| buffer.as_ref().map_or(ptr::null_mut(), CallBuffer::address);
    let addresses = Addresses { input: address_of(&input), buffer: address_of(&buffer) };
    let wants_position = expected.iter().any(|outcome| outcome.position.is_some());
    let observed = caller.make(&op.call, &addresses, wants_position);
    for memory in [&input, &buffer].into_iter().flatten().flat_map(|each| &each.memory) {
        memory.unprotect();
    }
    for (index, outcome) in expected.iter().enumerate() {
        println!("{}{}", if index == 0 { "  expected  " } else { "        or  " }, outcome.text());
    }
    if let Some(reason) = not_compared {
        println!("  {reason}");
    }
    println!("  observed  {}", observed.text());
    if let Some(simulated) = op.simulated {
        println!("  irpcheck  {simulated}");
    }
    require_device(caller, &op.call, expected, observed.status);
    let is_expected = expected.iter().any(|outcome| {
        outcome.answers(&observed) && buffer.as_ref().map_or(true, |buffer| buffer.is_filled(outcome))
    });
    let is_untouched = [&buffer, &input]
        .into_iter()
        .flatten()
        .fold(true, |is_untouched, each| each.is_untouched() && is_untouched);
    match (is_untouched, not_compared) {
        (false, _) => Verdict::Differs,
        (true, Some(_)) => Verdict::NotCompared,
        (true, None) if is_expected => Verdict::Ok,
        (true, None) => Verdict::Differs,
    }
}

fn perform_all(device: Vec<u16>, done: &Sender<Verdict>) {
    let mut caller = Caller::new(device);
    for (index, op) in OPS.iter().enumerate() {
        println!("{} {}", index + 1, op.text);
        let verdict = perform(&mut caller, op);
        println!("  {}", verdict.name());
        if done.send(verdict).is_err() {
            return;
        }
    }
}

fn main() {
    let device = match env::args_os().nth(1) {
        Some(name) => name.encode_wide().collect(),
        None => match DEVICE {
            Name::Text(text) => text.encode_utf16().collect(),
            Name::Units(units) => units.to_vec(),
            Name::Device => Vec::new(),
        },
    };
    let (done, verdicts) = mpsc::channel();
    thread::spawn(move || perform_all(device, &done));
    let mut found = Vec::new();
    for _ in OPS {
        match verdicts.recv_timeout(CALL_TIME) {
            Ok(verdict) => found.push(verdict),
            Err(RecvTimeoutError::Timeout) => {
                // The call keeps its thread: nothing after it can be performed.
                println!("  observed  never completes (after {} s)\n  DIFFERS", CALL_TIME.as_secs());
                found.push(Verdict::Differs);
                found.resize(OPS.len(), Verdict::NotPerformed);
                break;
            }
            Err(RecvTimeoutError::Disconnected) => process::exit(2),
        }
    }
    let count = |verdict| found.iter().filter(|each| **each == verdict).count();
    let (same, different) = (count(Verdict::Ok), count(Verdict::Differs));
    let (not_compared, not_performed) = (count(Verdict::NotCompared), count(Verdict::NotPerformed));
    println!();
    println!(
        "{same} as expected, {different} different, {not_compared} not compared, {not_performed} not performed"
    );
    if same + different == 0 {
        println!("nothing was compared: this says nothing of the driver");
        process::exit(2);
    }
    process::exit(i32::from(different > 0));
}
`;
