/** Performing a trace: comparing, printing and counting. */
export const CSHARP_RUNTIME = `namespace IrpTrace
{
    /// <summary>Performs a trace: the caller with its handles and its event.</summary>
    public partial class Runtime
    {
        /// <summary>After this long, a call is said never to complete.</summary>
        private const int CallMilliseconds = 10000;
        /// <summary>What the status block holds before a call; no driver has this status.</summary>
        private const int Unwritten = unchecked((int)0xEEEEEEEE);

        private readonly string device;
        private readonly Dictionary<int, string> names = new Dictionary<int, string>();

        /// <summary>statuses has the values that are known by name, as hexadecimal text.</summary>
        public Runtime(string device, IDictionary statuses)
        {
            this.device = device;
            foreach (DictionaryEntry entry in statuses)
                names[Convert.ToInt32((string)entry.Value, 16)] = (string)entry.Key;
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
            CallBuffer input = op.Input == null ? null : new CallBuffer("input buffer", op.Input);
            string name = op.Input == null ? "buffer" : "output buffer";
            CallBuffer buffer = op.Buffer == null ? null : new CallBuffer(name, op.Buffer);
            Observation observed = Observe(op, buffer, input);
            if (buffer != null) buffer.LookAgain();
            if (input != null) input.LookAgain();
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
                isExpected = buffer == null || buffer.IsFilled(outcome);
            }
            bool isUntouched = buffer == null || buffer.IsUntouched();
            if (input != null && !input.IsUntouched()) isUntouched = false;
            if (!isUntouched) return "DIFFERS";
            if (op.NotCompared != null) return "not compared";
            return isExpected ? "ok" : "DIFFERS";
        }

        private Observation Observe(Op op, CallBuffer buffer, CallBuffer input)
        {
            IntPtr block = NewBlock();
            IntPtr address = buffer == null ? IntPtr.Zero : buffer.Address;
            IntPtr inputAddress = input == null ? IntPtr.Zero : input.Address;
            Marshal.WriteInt64(block, 0, Unwritten);
            Observation observed = new Observation();
            observed.Status = StatusText(MakeCall(op, block, address, inputAddress, observed));
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
