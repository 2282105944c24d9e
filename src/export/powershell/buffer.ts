/** Buffers: pages of their own with guard pages around, filled before a call and examined after it. */
export const CSHARP_BUFFER = `namespace IrpTrace
{
    /// <summary>
    /// The memory of one transfer: its pages, with one that nobody may touch before and after them. It is not freed: a
    /// driver that completes a request twice or late writes into it when the call is over.
    /// </summary>
    internal class TransferBuffer
    {
        private const int PageBytes = 4096;
        /// <summary>What buffers and their pages hold before a call.</summary>
        private const byte Fill = 0xF8;

        private readonly Op op;
        private readonly int pages;
        private readonly IntPtr passedView;
        private readonly IntPtr ownView;

        internal TransferBuffer(Op op)
        {
            this.op = op;
            pages = Math.Max(1, (op.PageOffset + op.Length + PageBytes - 1) / PageBytes);
            if (op.Shared) MapTwice(out passedView, out ownView);
            else passedView = ownView = Guarded(Native.VirtualAlloc(IntPtr.Zero, Size, Native.CommitAndReserve,
                Native.ReadWrite));
            byte[] before = Holding(Pieces.Bytes(op.Data));
            Marshal.Copy(before, 0, Page(ownView, 0), before.Length);
            if (op.Memory == "read-only") Protect(Page(passedView, 0), pages, Native.ReadOnly);
            if (op.Memory == "no-access") Protect(Page(passedView, 0), pages, Native.NoAccess);
            if (op.Memory == "last-page-no-access") Protect(Page(passedView, pages - 1), 1, Native.NoAccess);
        }

        /// <summary>The address that a call is given.</summary>
        internal IntPtr Address
        {
            get { return IntPtr.Add(Page(passedView, 0), op.PageOffset); }
        }

        /// <summary>Its pages as they are after a call.</summary>
        internal byte[] After()
        {
            byte[] bytes = new byte[pages * PageBytes];
            Protect(Page(passedView, 0), pages, Native.ReadWrite);
            Marshal.Copy(Page(ownView, 0), bytes, 0, bytes.Length);
            return bytes;
        }

        /// <summary>Whether the buffer holds data and is otherwise as it was. Says where it does not.</summary>
        internal bool Holds(byte[] found, byte[] data)
        {
            byte[] wanted = Holding(data);
            for (int at = op.PageOffset; at < op.PageOffset + op.Length; at += 1)
            {
                if (found[at] == wanted[at]) continue;
                Console.WriteLine("            byte {0} of the buffer is 0x{1:X2} instead of 0x{2:X2}",
                    at - op.PageOffset, found[at], wanted[at]);
                return false;
            }
            return true;
        }

        /// <summary>Whether what no call may change is unchanged: a write's data, and what is around a buffer.</summary>
        internal bool IsUntouched(byte[] found)
        {
            int changed = 0;
            for (int at = 0; at < found.Length; at += 1)
            {
                bool isInside = at >= op.PageOffset && at < op.PageOffset + op.Length;
                if (!isInside && found[at] != Fill) changed += 1;
            }
            if (changed > 0) Console.WriteLine("            bytes changed around the buffer: {0}", changed);
            return (op.Call != "NtWriteFile" || Holds(found, Pieces.Bytes(op.Data))) && changed == 0;
        }

        private IntPtr Size
        {
            get { return new IntPtr((pages + 2) * PageBytes); }
        }

        private byte[] Holding(byte[] data)
        {
            byte[] bytes = new byte[pages * PageBytes];
            for (int at = 0; at < bytes.Length; at += 1) bytes[at] = Fill;
            Array.Copy(data, 0, bytes, op.PageOffset, Math.Min(data.Length, op.Length));
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
