/** Making calls. */
export const RUST_CALLS = `/// What a call led to.
struct Observation {
    status: NtStatus,
    /// None where the status block was not written.
    information: Option<usize>,
    position: Option<i64>,
}

struct MadeHandle {
    value: Handle,
    is_closed: bool,
}

/// Where the buffers of a call are; NULL for one that it has not.
struct Addresses {
    input: *mut u8,
    /// Of a transfer; of a control request, the output buffer.
    buffer: *mut u8,
}

/// The caller: its handles, by ordinal, and its event.
struct Caller {
    device: Vec<u16>,
    handles: Vec<Option<MadeHandle>>,
    event: Handle,
}

impl Caller {
    fn new(device: Vec<u16>) -> Caller {
        let event = unsafe { CreateEventW(ptr::null(), 1, 0, ptr::null()) };
        if event.is_null() {
            fail("CreateEvent");
        }
        let handles = (0..HANDLES).map(|_| None).collect();
        Caller { device, handles, event }
    }

    fn handle(&self, target: Target) -> Handle {
        match target {
            Target::Nothing => ptr::null_mut(),
            Target::Event => self.event,
            Target::Made(ordinal) => match &self.handles[ordinal] {
                Some(made) if !made.is_closed => made.value,
                // Windows may have given the value of a closed handle to anything by now: NULL is as invalid.
                _ => ptr::null_mut(),
            },
        }
    }

    /// Whether an operation is about a handle that an earlier one should have made and did not.
    fn lacks_handle(&self, call: &Call) -> bool {
        matches!(target_of(call), Some(Target::Made(ordinal)) if self.handles[ordinal].is_none())
    }

    fn keep(&mut self, makes: Option<usize>, status: NtStatus, value: Handle) {
        if status < 0 || value.is_null() {
            return;
        }
        match makes {
            Some(ordinal) => self.handles[ordinal] = Some(MadeHandle { value, is_closed: false }),
            // The trace goes on without it.
            None => unsafe {
                NtClose(value);
            },
        }
    }

    fn create(&mut self, open: &Open, block: *mut IoStatusBlock) -> NtStatus {
        let units = match open.name {
            Name::Device => self.device.clone(),
            Name::Text(text) => text.encode_utf16().collect(),
            Name::Units(units) => units.to_vec(),
        };
        let length = (2 * units.len()) as u16;
        let name = UnicodeString { length, maximum_length: length, buffer: units.as_ptr() };
        let attributes = ObjectAttributes {
            length: mem::size_of::<ObjectAttributes>() as u32,
            root_directory: ptr::null_mut(),
            object_name: &name,
            attributes: OBJ_CASE_INSENSITIVE,
            security_descriptor: ptr::null(),
            security_quality_of_service: ptr::null(),
        };
        let waits = match (open.is_overlapped, open.is_alertable) {
            (true, _) => 0,
            (false, true) => FILE_SYNCHRONOUS_IO_ALERT,
            (false, false) => FILE_SYNCHRONOUS_IO_NONALERT,
        };
        let mut handle = ptr::null_mut();
        let status = unsafe {
            NtCreateFile(
                &mut handle,
                open.access | SYNCHRONIZE,
                &attributes,
                block,
                ptr::null(),
                0,
                open.share,
                FILE_OPEN,
                FILE_NON_DIRECTORY_FILE | open.options | waits,
                ptr::null(),
                0,
            )
        };
        self.keep(open.makes, status, handle);
        status
    }

    fn transfer(
        &self,
        transfer: &Transfer,
        is_read: bool,
        address: *mut u8,
        block: *mut IoStatusBlock,
    ) -> NtStatus {
        let handle = self.handle(transfer.handle);
        let event = self.passed_event(transfer.has_event);
        let offset = transfer.offset.as_ref().map_or(ptr::null(), |offset| offset as *const i64);
        let key = if transfer.key == 0 { ptr::null() } else { &transfer.key as *const u32 };
        let length = transfer.buffer.length;
        let none = ptr::null();
        let status = unsafe {
            if is_read {
                NtReadFile(handle, event, none, none, block, address, length, offset, key)
            } else {
                NtWriteFile(handle, event, none, none, block, address, length, offset, key)
            }
        };
        completed(status, if event.is_null() { handle } else { event }, block)
    }

    fn control(
        &self,
        control: &Control,
        is_device_control: bool,
        addresses: &Addresses,
        block: *mut IoStatusBlock,
    ) -> NtStatus {
        let handle = self.handle(control.handle);
        let event = self.passed_event(control.has_event);
        let send = if is_device_control { NtDeviceIoControlFile } else { NtFsControlFile };
        let (input_length, output_length) = (control.input.length, control.output.length);
        let Addresses { input, buffer } = *addresses;
        let none = ptr::null();
        let status = unsafe {
            send(
                handle,
                event,
                none,
                none,
                block,
                control.code,
                input,
                input_length,
                buffer,
                output_length,
            )
        };
        completed(status, if event.is_null() { handle } else { event }, block)
    }

    /// The event to pass, signaled; NULL for none.
    fn passed_event(&self, is_passed: bool) -> Handle {
        if !is_passed {
            return ptr::null_mut();
        }
        unsafe { SetEvent(self.event) };
        self.event
    }

    fn position(&self, handle: Handle, block: *mut IoStatusBlock) -> (NtStatus, Option<i64>) {
        let position: *mut i64 = kept(0);
        let status = unsafe { NtQueryInformationFile(handle, block, position, 8, FILE_POSITION_INFORMATION) };
        (status, (status >= 0).then(|| unsafe { ptr::read_volatile(position) }))
    }

    fn duplicate(&mut self, handle: Target, makes: Option<usize>) -> NtStatus {
        let mut value = ptr::null_mut();
        let status = unsafe {
            let process = GetCurrentProcess();
            NtDuplicateObject(process, self.handle(handle), process, &mut value, 0, 0, DUPLICATE_SAME_ACCESS)
        };
        self.keep(makes, status, value);
        status
    }

    fn close(&mut self, target: Target) -> NtStatus {
        let status = unsafe { NtClose(self.handle(target)) };
        if let (true, Target::Made(ordinal)) = (status >= 0, target) {
            if let Some(made) = &mut self.handles[ordinal] {
                made.is_closed = true;
            }
        }
        status
    }

    /// Makes a call. wants_position is whether the file position is looked at afterwards.
    fn make(&mut self, call: &Call, addresses: &Addresses, wants_position: bool) -> Observation {
        let block = kept(IoStatusBlock { status: UNWRITTEN, information: 0 });
        let mut position = None;
        let status = match call {
            Call::Create(open) => self.create(open, block),
            Call::Read(transfer) => self.transfer(transfer, true, addresses.buffer, block),
            Call::Write(transfer) => self.transfer(transfer, false, addresses.buffer, block),
            Call::DeviceControl(control) => self.control(control, true, addresses, block),
            Call::FsControl(control) => self.control(control, false, addresses, block),
            Call::Flush(handle) => unsafe { NtFlushBuffersFile(self.handle(*handle), block) },
            Call::SetPosition(handle, value) => unsafe {
                NtSetInformationFile(self.handle(*handle), block, value, 8, FILE_POSITION_INFORMATION)
            },
            Call::QueryPosition(handle) => {
                let (status, found) = self.position(self.handle(*handle), block);
                position = found;
                status
            }
            Call::Duplicate { handle, makes } => self.duplicate(*handle, *makes),
            Call::Close(handle) => self.close(*handle),
        };
        let block = unsafe { ptr::read_volatile(block) };
        if wants_position && !matches!(call, Call::QueryPosition(_)) {
            if let Some(handle) = position_target(call) {
                // The I/O manager answers this itself; the driver sees nothing of it.
                let ignored = kept(IoStatusBlock { status: 0, information: 0 });
                position = self.position(self.handle(handle), ignored).1;
            }
        }
        let information = (block.status != UNWRITTEN).then_some(block.information);
        Observation { status, information, position }
    }
}

/// What comes of a call that may be pending. main ends the program if it never completes.
fn completed(status: NtStatus, signaled: Handle, block: *mut IoStatusBlock) -> NtStatus {
    if status != STATUS_PENDING {
        return status;
    }
    unsafe {
        WaitForSingleObject(signaled, INFINITE);
        ptr::read_volatile(block).status
    }
}

/// Memory that Windows writes to. It is never freed, as a broken driver may still write when the call is over.
fn kept<T>(value: T) -> *mut T {
    Box::into_raw(Box::new(value))
}

/// The handle that a call is about.
fn target_of(call: &Call) -> Option<Target> {
    match call {
        Call::Create(_) => None,
        Call::Read(transfer) | Call::Write(transfer) => Some(transfer.handle),
        Call::DeviceControl(control) | Call::FsControl(control) => Some(control.handle),
        Call::Flush(handle)
        | Call::SetPosition(handle, _)
        | Call::QueryPosition(handle)
        | Call::Duplicate { handle, .. }
        | Call::Close(handle) => Some(*handle),
    }
}

/// The handle whose file position tells of a call.
fn position_target(call: &Call) -> Option<Target> {
    match call {
        Call::Create(open) => open.makes.map(Made),
        Call::Duplicate { makes, .. } => makes.map(Made),
        _ => target_of(call),
    }
}
`;
