/** Making calls, comparing, printing and counting. */
export const CSHARP_RUNTIME = `namespace IrpTrace
{
    /// <summary>Performs a trace: the caller with its handles and its event.</summary>
    public class Runtime
    {
        /// <summary>After this long, a call is said never to complete.</summary>
        private const int CallMilliseconds = 10000;
        /// <summary>What the status block holds before a call; no driver has this status.</summary>
        private const int Unwritten = unchecked((int)0xEEEEEEEE);
        /// <summary>A kernel address, whatever stands there.</summary>
        private const long KernelAddress = unchecked((long)0xFFFF800000000000);

        private class MadeHandle
        {
            public IntPtr Value;
            public bool IsClosed;
        }

        private readonly string device;
        private readonly Dictionary<int, string> names = new Dictionary<int, string>();
        private readonly Dictionary<int, MadeHandle> handles = new Dictionary<int, MadeHandle>();
        private readonly IntPtr userEvent;

        /// <summary>statuses has the values that are known by name, as hexadecimal text.</summary>
        public Runtime(string device, IDictionary statuses)
        {
            this.device = device;
            foreach (DictionaryEntry entry in statuses)
                names[Convert.ToInt32((string)entry.Value, 16)] = (string)entry.Key;
            userEvent = Native.CreateEventW(IntPtr.Zero, 1, 0, IntPtr.Zero);
        }

        /// <summary>Performs the operations in order and prints what they lead to. Returns the exit code.</summary>
        public int Run(Op[] ops)
        {
            Dictionary<string, int> counts = new Dictionary<string, int>();
            foreach (string verdict in new[] { "ok", "DIFFERS", "not compared", "not performed" }) counts[verdict] = 0;
            for (int index = 0; index < ops.Length; index += 1)
            {
                Op op = ops[index];
                Console.WriteLine("{0} {1}", index + 1, op.Text);
                string verdict = null;
                Exception failure = null;
                Thread thread = new Thread(delegate()
                {
                    try { verdict = Perform(op); }
                    catch (Exception error) { failure = error; }
                });
                thread.IsBackground = true;
                thread.Start();
                bool isStuck = !thread.Join(CallMilliseconds);
                if (isStuck)
                {
                    Console.WriteLine("  observed  never completes (after {0} s)", CallMilliseconds / 1000);
                    verdict = "DIFFERS";
                }
                else if (failure != null)
                {
                    Console.WriteLine("could not run: {0}", failure.Message);
                    return 2;
                }
                Console.WriteLine("  {0}", verdict);
                counts[verdict] += 1;
                if (!isStuck) continue;
                // The call keeps its thread: nothing after it can be performed.
                counts["not performed"] += ops.Length - index - 1;
                break;
            }
            Console.WriteLine();
            Console.WriteLine("{0} as expected, {1} different, {2} not compared, {3} not performed", counts["ok"],
                counts["DIFFERS"], counts["not compared"], counts["not performed"]);
            if (counts["ok"] + counts["DIFFERS"] == 0)
            {
                Console.WriteLine("nothing was compared: this says nothing of the driver");
                return 2;
            }
            return counts["DIFFERS"] > 0 ? 1 : 0;
        }

        private string Perform(Op op)
        {
            bool isMissing = op.Call != "NtCreateFile" && op.Handle >= 0 && !handles.ContainsKey(op.Handle);
            string reason = op.NotPerformed ?? (isMissing ? "the handle was never made" : null);
            if (reason != null)
            {
                Console.WriteLine("  {0}", reason);
                return "not performed";
            }
            bool isTransfer = op.Call == "NtReadFile" || op.Call == "NtWriteFile";
            bool hasMemory = isTransfer && op.Memory != "null" && op.Memory != "kernel";
            TransferBuffer buffer = hasMemory ? new TransferBuffer(op) : null;
            IntPtr address = IntPtr.Zero;
            if (hasMemory) address = buffer.Address;
            else if (op.Memory == "kernel") address = new IntPtr(KernelAddress + op.PageOffset);
            Observation observed = Observe(op, address);
            byte[] after = hasMemory ? buffer.After() : null;
            for (int index = 0; index < op.Expected.Length; index += 1)
                Console.WriteLine("{0}{1}", index == 0 ? "  expected  " : "        or  ", op.Expected[index].Text());
            if (op.NotCompared != null) Console.WriteLine("  {0}", op.NotCompared);
            Console.WriteLine("  observed  {0}", observed.Text());
            if (op.Simulated != null) Console.WriteLine("  irpcheck  {0}", op.Simulated);
            RequireDevice(op, observed.Status);
            bool isExpected = false;
            foreach (Outcome outcome in op.Expected)
            {
                if (isExpected || !outcome.Answers(observed)) continue;
                isExpected = outcome.Data == null || !hasMemory || buffer.Holds(after, Pieces.Bytes(outcome.Data));
            }
            bool isUntouched = !hasMemory || buffer.IsUntouched(after);
            if (!isUntouched) return "DIFFERS";
            if (op.NotCompared != null) return "not compared";
            return isExpected ? "ok" : "DIFFERS";
        }

        private Observation Observe(Op op, IntPtr address)
        {
            IntPtr block = NewBlock();
            Marshal.WriteInt64(block, 0, Unwritten);
            Observation observed = new Observation();
            observed.Status = StatusText(MakeCall(op, block, address, observed));
            if (Marshal.ReadInt32(block) != Unwritten) observed.Information = Marshal.ReadInt64(block, 8);
            bool wantsPosition = false;
            foreach (Outcome outcome in op.Expected) wantsPosition = wantsPosition || outcome.Position != null;
            if (wantsPosition && op.Call != "NtQueryInformationFile")
            {
                // The I/O manager answers this itself; the driver sees nothing of it.
                bool makes = op.Call == "NtCreateFile" || op.Call == "NtDuplicateObject";
                QueryPosition(makes ? op.Makes ?? -1 : op.Handle, NewBlock(), observed);
            }
            return observed;
        }

        /// <summary>16 bytes for Windows to write to. Not freed, as a broken driver may write when the call is over.</summary>
        private static IntPtr NewBlock()
        {
            IntPtr block = Marshal.AllocHGlobal(16);
            Marshal.WriteInt64(block, 0, 0);
            Marshal.WriteInt64(block, 8, 0);
            return block;
        }

        private int MakeCall(Op op, IntPtr block, IntPtr address, Observation observed)
        {
            switch (op.Call)
            {
                case "NtCreateFile":
                    return Create(op, block);
                case "NtReadFile":
                case "NtWriteFile":
                    return Transfer(op, block, address);
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
            uint options = Native.NonDirectoryFile | (op.Overlapped ? 0 : Native.SynchronousIoNonalert);
            IntPtr handle;
            int status = Native.NtCreateFile(out handle, op.Access | Native.Synchronize, ref attributes, block,
                IntPtr.Zero, 0, Native.ShareReadWrite, Native.FileOpen, options, IntPtr.Zero, 0);
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
            int status = op.Call == "NtReadFile"
                ? Native.NtReadFile(handle, passedEvent, IntPtr.Zero, IntPtr.Zero, block, address, (uint)op.Length,
                    offset, key)
                : Native.NtWriteFile(handle, passedEvent, IntPtr.Zero, IntPtr.Zero, block, address, (uint)op.Length,
                    offset, key);
            if (status == Native.StatusPending)
            {
                // Run ends the script if this never comes back.
                Native.WaitForSingleObject(op.Event ? passedEvent : handle, Native.Infinite);
                status = Marshal.ReadInt32(block);
            }
            Marshal.FreeHGlobal(parameters);
            return status;
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

        private string StatusText(int status)
        {
            string name;
            return names.TryGetValue(status, out name) ? name : "0x" + status.ToString("X8", CultureInfo.InvariantCulture);
        }

        /// <summary>Tells a device that is not there for us from what the device answered.</summary>
        private void RequireDevice(Op op, string status)
        {
            bool isUnreachable = status == "STATUS_OBJECT_NAME_NOT_FOUND" || status == "STATUS_OBJECT_PATH_NOT_FOUND" ||
                status == "STATUS_OBJECT_NAME_INVALID" || status == "STATUS_OBJECT_PATH_SYNTAX_BAD" ||
                status == "STATUS_NO_SUCH_DEVICE" || (status == "STATUS_ACCESS_DENIED" && handles.Count == 0);
            if (!op.RequiresDevice || !isUnreachable) return;
            foreach (Outcome outcome in op.Expected) if (outcome.Status == status) return;
            throw new CannotRun(device + " cannot be opened. Is the driver loaded, and may you open its device?");
        }
    }
}
`;
