/** Buffers: pages of their own with guard pages around, filled before a call and examined after it. */
export const CSHARP_BUFFER = `namespace IrpTrace
{
    /// <summary>
    /// A buffer of a call and its memory, if any: its pages, with one that nobody may touch before and after them. It is
    /// not freed: a driver that completes a request twice or late writes into it when the call is over.
    /// </summary>
    internal class CallBuffer
    {
        private const int PageBytes = 4096;
        /// <summary>What buffers and their pages hold before a call.</summary>
        private const byte Fill = 0xF8;

        /// <summary>A kernel address, whatever stands there.</summary>
        private const long KernelAddress = unchecked((long)0xFFFF800000000000);

        private readonly string name;
        private readonly PassedBuffer passed;
        private readonly bool hasMemory;
        private readonly int pages;
        /// <summary>Bytes of it that are there.</summary>
        private readonly int length;
        private readonly IntPtr passedView;
        private readonly IntPtr ownView;
        /// <summary>Its pages as they are after a call.</summary>
        private byte[] found;

        internal CallBuffer(string name, PassedBuffer passed)
        {
            this.name = name;
            this.passed = passed;
            hasMemory = passed.Memory != "null" && passed.Memory != "kernel";
            if (!hasMemory) return;
            long spanned = Math.Max(1, (passed.PageOffset + passed.Length + PageBytes - 1) / PageBytes);
            bool isFirst = passed.Memory == "first-page";
            pages = isFirst ? 1 : (int)spanned;
            length = isFirst ? PageBytes - passed.PageOffset : (int)passed.Length;
            if (isFirst) passedView = ownView = FirstOf(spanned);
            else if (passed.Shared) MapTwice(out passedView, out ownView);
            else passedView = ownView = Guarded(Native.VirtualAlloc(IntPtr.Zero, Size,
                Native.Commit | Native.Reserve, Native.ReadWrite));
            byte[] before = Holding(Pieces.Bytes(passed.Data ?? ""));
            Marshal.Copy(before, 0, Page(ownView, 0), before.Length);
            if (passed.Memory == "read-only") Protect(Page(passedView, 0), pages, Native.ReadOnly);
            if (passed.Memory == "no-access") Protect(Page(passedView, 0), pages, Native.NoAccess);
            if (passed.Memory == "last-page-no-access") Protect(Page(passedView, pages - 1), 1, Native.NoAccess);
        }

        /// <summary>The address that a call is given.</summary>
        internal IntPtr Address
        {
            get
            {
                if (hasMemory) return IntPtr.Add(Page(passedView, 0), passed.PageOffset);
                return passed.Memory == "kernel" ? new IntPtr(KernelAddress + passed.PageOffset) : IntPtr.Zero;
            }
        }

        /// <summary>Looks at its pages, after a call.</summary>
        internal void LookAgain()
        {
            if (!hasMemory) return;
            found = new byte[pages * PageBytes];
            Protect(Page(passedView, 0), pages, Native.ReadWrite);
            Marshal.Copy(Page(ownView, 0), found, 0, found.Length);
        }

        /// <summary>Whether it is as an outcome has it.</summary>
        internal bool IsFilled(Outcome outcome)
        {
            if (!hasMemory || outcome.Data == null) return true;
            byte[] data = Pieces.Bytes(outcome.Data);
            return Holds(data, outcome.OpenRest ? Math.Min(data.Length, length) : length);
        }

        /// <summary>
        /// Whether what no call may change is unchanged: the data that it is given, and what is around the buffer.
        /// </summary>
        internal bool IsUntouched()
        {
            if (!hasMemory) return true;
            int changed = 0;
            for (int at = 0; at < found.Length; at += 1)
            {
                bool isInside = at >= passed.PageOffset && at < passed.PageOffset + length;
                if (!isInside && found[at] != Fill) changed += 1;
            }
            if (changed > 0) Console.WriteLine("            bytes changed around the {0}: {1}", name, changed);
            bool isKept = passed.Data == null || passed.MayChange ||
                Holds(Pieces.Bytes(passed.Data), length);
            return isKept && changed == 0;
        }

        /// <summary>Whether it starts with so many bytes of data that is followed by Fill. Says where it does not.</summary>
        private bool Holds(byte[] data, int compared)
        {
            byte[] wanted = Holding(data);
            for (int at = passed.PageOffset; at < passed.PageOffset + compared; at += 1)
            {
                if (found[at] == wanted[at]) continue;
                Console.WriteLine("            byte {0} of the {1} is 0x{2:X2} instead of 0x{3:X2}",
                    at - passed.PageOffset, name, found[at], wanted[at]);
                return false;
            }
            return true;
        }

        private IntPtr Size
        {
            get { return new IntPtr((pages + 2) * PageBytes); }
        }

        private byte[] Holding(byte[] data)
        {
            byte[] bytes = new byte[pages * PageBytes];
            for (int at = 0; at < bytes.Length; at += 1) bytes[at] = Fill;
            Array.Copy(data, 0, bytes, passed.PageOffset, Math.Min(data.Length, length));
            return bytes;
        }

        private void MapTwice(out IntPtr passed, out IntPtr own)
        {
            IntPtr section = Native.CreateFileMappingW(new IntPtr(-1), IntPtr.Zero, Native.ReadWrite, 0,
                (uint)Size.ToInt64(), IntPtr.Zero);
            if (section == IntPtr.Zero) throw Native.Failure("CreateFileMapping");
            passed = Guarded(Native.MapViewOfFile(section, Native.MapAllAccess, 0, 0, Size));
            own = Guarded(Native.MapViewOfFile(section, Native.MapAllAccess, 0, 0, Size));
            Native.NtClose(section);
        }

        /// <summary>Reserves the pages, of which the first alone is there.</summary>
        private static IntPtr FirstOf(long spanned)
        {
            IntPtr view = Native.VirtualAlloc(IntPtr.Zero, new IntPtr((spanned + 2) * PageBytes), Native.Reserve,
                Native.NoAccess);
            if (view == IntPtr.Zero) throw Native.Failure("allocating a buffer");
            IntPtr first = Native.VirtualAlloc(Page(view, 0), new IntPtr(PageBytes), Native.Commit, Native.ReadWrite);
            if (first == IntPtr.Zero) throw Native.Failure("allocating a buffer");
            return view;
        }

        private IntPtr Guarded(IntPtr view)
        {
            if (view == IntPtr.Zero) throw Native.Failure("allocating a buffer");
            Protect(view, 1, Native.NoAccess);
            Protect(Page(view, pages), 1, Native.NoAccess);
            return view;
        }

        private static IntPtr Page(IntPtr view, int page)
        {
            return IntPtr.Add(view, (1 + page) * PageBytes);
        }

        private static void Protect(IntPtr from, int pages, uint protection)
        {
            uint earlier;
            if (Native.VirtualProtect(from, new IntPtr(pages * PageBytes), protection, out earlier) == 0)
                throw Native.Failure("VirtualProtect");
        }
    }
}
`;
