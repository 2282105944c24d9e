/**
 * The runtime of a PowerShell script: C# 5, the newest that Windows PowerShell 5.1 compiles. It stands in a
 * here-string that nothing of a trace gets into.
 */
export const CSHARP_TYPES = `using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading;

namespace IrpTrace
{
    /// <summary>What a call may lead to.</summary>
    public class Outcome
    {
        public string Status { get; set; }
        /// <summary>written, untouched, or any: the I/O status block.</summary>
        public string Block { get; set; }
        public long Information { get; set; }
        /// <summary>What the buffer that the call fills holds at its start; null where unknown.</summary>
        public string Data { get; set; }
        /// <summary>Whether what is behind is the device's own choice; otherwise it is as it was before.</summary>
        public bool OpenRest { get; set; }
        public long? Position { get; set; }

        public string Text()
        {
            string text = Status;
            if (Block == "written") text += ", Information " + Information;
            if (Position != null) text += ", position " + Position;
            if (Data != null) text += ", known bytes: " + Pieces.Bytes(Data).Length;
            return text;
        }

        /// <summary>Whether everything but the data is as it was observed.</summary>
        public bool Answers(Observation observed)
        {
            if (Status != observed.Status) return false;
            if (Block == "written" && observed.Information != Information) return false;
            if (Block == "untouched" && observed.Information != null) return false;
            // Where the question for it fails, nothing is known of the position.
            return Position == null || observed.Position == null || Position == observed.Position;
        }
    }

    /// <summary>What a call led to.</summary>
    public class Observation
    {
        public string Status;
        /// <summary>Null where the status block was not written.</summary>
        public long? Information;
        public long? Position;

        public string Text()
        {
            string text = Status;
            if (Information != null) text += ", Information " + Information;
            if (Position != null) text += ", position " + Position;
            return text;
        }
    }

    /// <summary>A buffer as a call is given it.</summary>
    public class PassedBuffer
    {
        public PassedBuffer()
        {
            Memory = "read-write";
        }

        public long Length { get; set; }
        /// <summary>Where it starts in its first page.</summary>
        public int PageOffset { get; set; }
        public string Memory { get; set; }
        /// <summary>Whether its memory is mapped twice, and filled and read through the other view.</summary>
        public bool Shared { get; set; }
        /// <summary>What it holds before the call, which leaves that alone unless it may change it; or null.</summary>
        public string Data { get; set; }
        public bool MayChange { get; set; }
    }

    /// <summary>One operation of a trace. Handles are numbered in the order in which the trace makes them.</summary>
    public class Op
    {
        public Op()
        {
            Expected = new Outcome[0];
        }

        public string Text { get; set; }
        public string Call { get; set; }
        /// <summary>-1 for no handle, -2 for a handle to an event.</summary>
        public int Handle { get; set; }
        /// <summary>The ordinal of the handle that it makes in the trace.</summary>
        public int? Makes { get; set; }
        /// <summary>Of a create; null for the device under test.</summary>
        public string Name { get; set; }
        public uint Access { get; set; }
        public bool Overlapped { get; set; }
        public bool Alertable { get; set; }
        public uint Options { get; set; }
        /// <summary>Null for reading and writing.</summary>
        public uint? Share { get; set; }
        public bool RequiresDevice { get; set; }
        /// <summary>Null for a NULL ByteOffset. Also the position to set.</summary>
        public long? Offset { get; set; }
        public uint Key { get; set; }
        /// <summary>Whether an event is passed, signaled beforehand.</summary>
        public bool Event { get; set; }
        /// <summary>Of a transfer; of a control request, the output buffer. Null for none.</summary>
        public PassedBuffer Buffer { get; set; }
        /// <summary>Of a control request.</summary>
        public PassedBuffer Input { get; set; }
        /// <summary>Of a control request.</summary>
        public uint Code { get; set; }
        public Outcome[] Expected { get; set; }
        public string NotCompared { get; set; }
        public string NotPerformed { get; set; }
        /// <summary>What irpcheck's simulated machine observed, where nothing of it was expected.</summary>
        public string Simulated { get; set; }
    }

    /// <summary>Data as text: "counter SEED COUNT" and "repeat HEX COUNT", with semicolons between.</summary>
    public static class Pieces
    {
        public static byte[] Bytes(string text)
        {
            List<byte> bytes = new List<byte>();
            foreach (string piece in text.Split(new[] { ';' }, StringSplitOptions.RemoveEmptyEntries))
            {
                string[] words = piece.Trim().Split(' ');
                int count = int.Parse(words[2], CultureInfo.InvariantCulture);
                byte[] unit = words[0] == "counter" ? Counter(words[1]) : Unit(words[1]);
                for (int at = 0; at < count; at += 1) bytes.Add(unit[at % unit.Length]);
            }
            return bytes.ToArray();
        }

        private static byte[] Counter(string seed)
        {
            byte[] unit = new byte[239];
            int start = int.Parse(seed, CultureInfo.InvariantCulture);
            for (int at = 0; at < unit.Length; at += 1) unit[at] = (byte)(1 + (start + at) % 239);
            return unit;
        }

        private static byte[] Unit(string hex)
        {
            byte[] unit = new byte[hex.Length / 2];
            for (int at = 0; at < unit.Length; at += 1) unit[at] = Convert.ToByte(hex.Substring(2 * at, 2), 16);
            return unit;
        }
    }

    /// <summary>Why a trace cannot be performed.</summary>
    public class CannotRun : Exception
    {
        public CannotRun(string message) : base(message) { }
    }
}
`;
