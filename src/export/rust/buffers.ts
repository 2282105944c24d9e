/** Buffers: pages of their own with guard pages around, filled before a call and examined after it. */
export const RUST_BUFFERS = `fn fail(what: &str) -> ! {
    println!("could not run: {what} failed: {}", std::io::Error::last_os_error());
    process::exit(2)
}

fn protect(from: *mut u8, pages: usize, protection: u32) {
    let mut before = 0;
    if unsafe { VirtualProtect(from, pages * PAGE_BYTES, protection, &mut before) } == 0 {
        fail("VirtualProtect");
    }
}

/// The bytes of data, one after the other.
fn bytes_of(data: Data) -> impl Iterator<Item = u8> {
    data.iter().flat_map(|piece| {
        let (unit, seed, count) = match *piece {
            Counter { seed, count } => (None, seed, count),
            Repeat { unit, count } => (Some(unit), 0, count),
        };
        (0..count).map(move |at| match unit {
            Some(unit) => unit[at % unit.len()],
            None => (1 + (seed + at) % 239) as u8,
        })
    })
}

fn length_of(data: Data) -> usize {
    data.iter()
        .map(|piece| match *piece {
            Counter { count, .. } | Repeat { count, .. } => count,
        })
        .sum()
}

/// A buffer in memory: its pages, with a page that nobody may touch before and after them. It stays until the program
/// ends: a driver that completes a request twice or late writes into it when the call is over.
struct Buffer {
    name: &'static str,
    /// As the call sees it, and as we do; guard pages included. The same unless the memory is mapped twice.
    passed_view: *mut u8,
    own_view: *mut u8,
    pages: usize,
    first: usize,
    length: usize,
}

impl Buffer {
    /// Allocates, fills and protects. None where no memory is behind the address that is passed.
    fn prepare(name: &'static str, passed: &PassedBuffer) -> Option<Buffer> {
        if matches!(passed.memory, Memory::NullPointer | Memory::KernelPointer) {
            return None;
        }
        let first = passed.page_offset;
        let mut length = passed.length as usize;
        let mut pages = ((first + length + PAGE_BYTES - 1) / PAGE_BYTES).max(1);
        let (passed_view, own_view) = if passed.memory == Memory::FirstPage {
            let view = Buffer::allocate_first(pages);
            (length, pages) = (PAGE_BYTES - first, 1);
            (view, view)
        } else {
            Buffer::allocate(pages, passed.is_shared)
        };
        let mut buffer = Buffer { name, passed_view, own_view, pages, first, length };
        let bytes = buffer.bytes_mut();
        bytes.fill(FILL);
        for (to, from) in bytes[first..first + length].iter_mut().zip(bytes_of(passed.data.unwrap_or(&[]))) {
            *to = from;
        }
        match passed.memory {
            Memory::ReadOnly => protect(buffer.passed_page(0), pages, PAGE_READONLY),
            Memory::NoAccess => protect(buffer.passed_page(0), pages, PAGE_NOACCESS),
            Memory::LastPageNoAccess => protect(buffer.passed_page(pages - 1), 1, PAGE_NOACCESS),
            _ => {}
        }
        Some(buffer)
    }

    /// Reserves the pages, of which the first alone is there.
    fn allocate_first(pages: usize) -> *mut u8 {
        unsafe {
            let view = VirtualAlloc(ptr::null_mut(), (pages + 2) * PAGE_BYTES, MEM_RESERVE, PAGE_NOACCESS);
            let first = view.wrapping_add(PAGE_BYTES);
            if view.is_null() || VirtualAlloc(first, PAGE_BYTES, MEM_COMMIT, PAGE_READWRITE).is_null() {
                fail("allocating a buffer");
            }
            view
        }
    }

    fn allocate(pages: usize, is_shared: bool) -> (*mut u8, *mut u8) {
        let bytes = (pages + 2) * PAGE_BYTES;
        let guarded = |view: *mut u8| {
            if view.is_null() {
                fail("allocating a buffer");
            }
            protect(view, 1, PAGE_NOACCESS);
            protect(view.wrapping_add((pages + 1) * PAGE_BYTES), 1, PAGE_NOACCESS);
            view
        };
        if !is_shared {
            let view = guarded(unsafe {
                VirtualAlloc(ptr::null_mut(), bytes, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE)
            });
            return (view, view);
        }
        unsafe {
            let no_file = usize::MAX as Handle;
            let section =
                CreateFileMappingW(no_file, ptr::null(), PAGE_READWRITE, 0, bytes as u32, ptr::null());
            if section.is_null() {
                fail("CreateFileMapping");
            }
            let passed = guarded(MapViewOfFile(section, FILE_MAP_ALL_ACCESS, 0, 0, bytes));
            let own = guarded(MapViewOfFile(section, FILE_MAP_ALL_ACCESS, 0, 0, bytes));
            NtClose(section);
            (passed, own)
        }
    }

    fn passed_page(&self, page: usize) -> *mut u8 {
        self.passed_view.wrapping_add((1 + page) * PAGE_BYTES)
    }

    /// After a call, so that all of it can be looked at.
    fn unprotect(&self) {
        protect(self.passed_page(0), self.pages, PAGE_READWRITE);
    }

    /// The address that a call is given.
    fn address(&self) -> *mut u8 {
        self.passed_page(0).wrapping_add(self.first)
    }

    /// All bytes of its pages. They must be accessible.
    fn bytes(&self) -> &[u8] {
        unsafe { slice::from_raw_parts(self.own_view.wrapping_add(PAGE_BYTES), self.pages * PAGE_BYTES) }
    }

    fn bytes_mut(&mut self) -> &mut [u8] {
        unsafe { slice::from_raw_parts_mut(self.own_view.wrapping_add(PAGE_BYTES), self.pages * PAGE_BYTES) }
    }

    /// Whether it holds data and is otherwise as it was, where that is not open. Says where it does not.
    fn holds(&self, data: Data, rest: Rest) -> bool {
        let bytes = &self.bytes()[self.first..self.first + self.length];
        let fill = std::iter::repeat(FILL).take(if rest == Rest::Kept { self.length } else { 0 });
        let wanted = bytes_of(data).chain(fill);
        match bytes.iter().zip(wanted).enumerate().find(|(_, (found, wanted))| *found != wanted) {
            None => true,
            Some((at, (found, wanted))) => {
                let name = self.name;
                println!("            byte {at} of the {name} is 0x{found:02X} instead of 0x{wanted:02X}");
                false
            }
        }
    }

    /// Bytes around the buffer, in its pages, that are not as they were.
    fn surroundings_changed(&self) -> usize {
        let bytes = self.bytes();
        let around = bytes[..self.first].iter().chain(&bytes[self.first + self.length..]);
        around.filter(|byte| **byte != FILL).count()
    }
}
`;
