/** Making calls. */
export const CSHARP_CALLS = `namespace IrpTrace
{
    public partial class Runtime
    {
        private class MadeHandle
        {
            public IntPtr Value;
            public bool IsClosed;
        }

        private readonly Dictionary<int, MadeHandle> handles = new Dictionary<int, MadeHandle>();
        private readonly IntPtr userEvent = Native.CreateEventW(IntPtr.Zero, 1, 0, IntPtr.Zero);

        private int MakeCall(Op op, IntPtr block, IntPtr address, IntPtr input, Observation observed)
        {
            switch (op.Call)
            {
                case "NtCreateFile":
                    return Create(op, block);
                case "NtReadFile":
                case "NtWriteFile":
                    return Transfer(op, block, address);
                case "NtDeviceIoControlFile":
                case "NtFsControlFile":
                    return Control(op, block, input, address);
                case "NtFlushBuffersFile":
                    return Native.NtFlushBuffersFile(HandleOf(op.Handle), block);
                case "NtSetInformationFile":
                    long position = op.Offset ?? 0;
                    return Native.NtSetInformationFile(HandleOf(op.Handle), block, ref position, 8,
                        Native.PositionInformation);
                case "NtQueryInformationFile":
                    return QueryPosition(op.Handle, block, observed);
                case "NtDuplicateObject":
                    return Duplicate(op);
                case "NtClose":
                    return Close(op);
                default:
                    throw new CannotRun("unknown call " + op.Call);
            }
        }

        private int Create(Op op, IntPtr block)
        {
            string text = op.Name ?? device;
            Native.UnicodeString name = new Native.UnicodeString();
            name.Length = name.MaximumLength = (ushort)(2 * text.Length);
            name.Buffer = Marshal.StringToHGlobalUni(text);
            Native.ObjectAttributes attributes = new Native.ObjectAttributes();
            attributes.Length = Marshal.SizeOf(typeof(Native.ObjectAttributes));
            attributes.ObjectName = Marshal.AllocHGlobal(Marshal.SizeOf(typeof(Native.UnicodeString)));
            attributes.Attributes = Native.CaseInsensitive;
            attributes.RootDirectory = IntPtr.Zero;
            attributes.SecurityDescriptor = IntPtr.Zero;
            attributes.SecurityQualityOfService = IntPtr.Zero;
            Marshal.StructureToPtr(name, attributes.ObjectName, false);
            uint waits = op.Alertable ? Native.SynchronousIoAlert : Native.SynchronousIoNonalert;
            uint options = Native.NonDirectoryFile | op.Options | (op.Overlapped ? 0 : waits);
            IntPtr handle;
            int status = Native.NtCreateFile(out handle, op.Access | Native.Synchronize, ref attributes, block,
                IntPtr.Zero, 0, op.Share ?? Native.ShareReadWrite, Native.FileOpen, options, IntPtr.Zero, 0);
            Marshal.FreeHGlobal(attributes.ObjectName);
            Marshal.FreeHGlobal(name.Buffer);
            Keep(op, status, handle);
            return status;
        }

        private int Transfer(Op op, IntPtr block, IntPtr address)
        {
            IntPtr handle = HandleOf(op.Handle);
            IntPtr passedEvent = op.Event ? userEvent : IntPtr.Zero;
            IntPtr parameters = Marshal.AllocHGlobal(16);
            Marshal.WriteInt64(parameters, 0, op.Offset ?? 0);
            Marshal.WriteInt64(parameters, 8, op.Key);
            IntPtr offset = op.Offset == null ? IntPtr.Zero : parameters;
            IntPtr key = op.Key == 0 ? IntPtr.Zero : IntPtr.Add(parameters, 8);
            if (op.Event) Native.SetEvent(userEvent);
            uint length = (uint)op.Buffer.Length;
            int status = op.Call == "NtReadFile"
                ? Native.NtReadFile(handle, passedEvent, IntPtr.Zero, IntPtr.Zero, block, address, length, offset, key)
                : Native.NtWriteFile(handle, passedEvent, IntPtr.Zero, IntPtr.Zero, block, address, length, offset,
                    key);
            status = Completed(op, status, block);
            Marshal.FreeHGlobal(parameters);
            return status;
        }

        private int Control(Op op, IntPtr block, IntPtr input, IntPtr output)
        {
            IntPtr handle = HandleOf(op.Handle);
            IntPtr passedEvent = op.Event ? userEvent : IntPtr.Zero;
            uint inputLength = (uint)op.Input.Length;
            uint outputLength = (uint)op.Buffer.Length;
            if (op.Event) Native.SetEvent(userEvent);
            int status = op.Call == "NtDeviceIoControlFile"
                ? Native.NtDeviceIoControlFile(handle, passedEvent, IntPtr.Zero, IntPtr.Zero, block, op.Code, input,
                    inputLength, output, outputLength)
                : Native.NtFsControlFile(handle, passedEvent, IntPtr.Zero, IntPtr.Zero, block, op.Code, input,
                    inputLength, output, outputLength);
            return Completed(op, status, block);
        }

        /// <summary>What comes of a call that may be pending. Run ends the script if it never completes.</summary>
        private int Completed(Op op, int status, IntPtr block)
        {
            if (status != Native.StatusPending) return status;
            Native.WaitForSingleObject(op.Event ? userEvent : HandleOf(op.Handle), Native.Infinite);
            return Marshal.ReadInt32(block);
        }

        private int QueryPosition(int ordinal, IntPtr block, Observation observed)
        {
            IntPtr position = NewBlock();
            int status = Native.NtQueryInformationFile(HandleOf(ordinal), block, position, 8,
                Native.PositionInformation);
            observed.Position = status >= 0 ? (long?)Marshal.ReadInt64(position) : null;
            return status;
        }

        private int Duplicate(Op op)
        {
            IntPtr process = Native.GetCurrentProcess();
            IntPtr handle;
            int status = Native.NtDuplicateObject(process, HandleOf(op.Handle), process, out handle, 0, 0,
                Native.DuplicateSameAccess);
            Keep(op, status, handle);
            return status;
        }

        private int Close(Op op)
        {
            int status = Native.NtClose(HandleOf(op.Handle));
            if (status >= 0 && handles.ContainsKey(op.Handle)) handles[op.Handle].IsClosed = true;
            return status;
        }

        private void Keep(Op op, int status, IntPtr handle)
        {
            if (status < 0 || handle == IntPtr.Zero) return;
            if (op.Makes != null) handles[op.Makes.Value] = new MadeHandle { Value = handle };
            // The trace goes on without it.
            else Native.NtClose(handle);
        }

        private IntPtr HandleOf(int ordinal)
        {
            if (ordinal == -2) return userEvent;
            MadeHandle made;
            // Windows may have given the value of a closed handle to anything by now: NULL is as invalid.
            return handles.TryGetValue(ordinal, out made) && !made.IsClosed ? made.Value : IntPtr.Zero;
        }
    }
}
`;
