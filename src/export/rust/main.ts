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

/// What no call may change: a write's data, and what is around a buffer.
fn is_untouched(call: &Call, buffer: &Buffer) -> bool {
    let changed = buffer.surroundings_changed();
    if changed > 0 {
        println!("            bytes changed around the buffer: {changed}");
    }
    let is_data_kept = match call {
        Call::Write(_, data) => buffer.holds(data),
        _ => true,
    };
    is_data_kept && changed == 0
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

fn perform(caller: &mut Caller, op: &Op) -> Verdict {
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
    let buffer = match &op.call {
        Call::Read(transfer) => Buffer::prepare(transfer, &[]),
        Call::Write(transfer, data) => Buffer::prepare(transfer, data),
        _ => None,
    };
    let address = match (&buffer, &op.call) {
        (Some(buffer), _) => buffer.address(),
        (None, Call::Read(transfer) | Call::Write(transfer, _)) if transfer.memory == Memory::KernelPointer => {
            (KERNEL_ADDRESS + transfer.page_offset) as *mut u8
        }
        _ => ptr::null_mut(),
    };
    let wants_position = expected.iter().any(|outcome| outcome.position.is_some());
    let observed = caller.make(&op.call, address, wants_position);
    if let Some(buffer) = &buffer {
        protect(buffer.passed_page(0), buffer.pages, PAGE_READWRITE);
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
        let holds = |data| buffer.as_ref().map_or(true, |buffer| buffer.holds(data));
        outcome.answers(&observed) && outcome.data.map_or(true, holds)
    });
    let is_untouched = buffer.as_ref().map_or(true, |buffer| is_untouched(&op.call, buffer));
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
