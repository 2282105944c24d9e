/** The functions of Windows that a script calls. */
export const CSHARP_NATIVE = `namespace IrpTrace
{
    internal static class Native
    {
        [StructLayout(LayoutKind.Sequential)]
        internal struct UnicodeString
        {
            public ushort Length;
            public ushort MaximumLength;
            public IntPtr Buffer;
        }

        [StructLayout(LayoutKind.Sequential)]
        internal struct ObjectAttributes
        {
            public int Length;
            public IntPtr RootDirectory;
            public IntPtr ObjectName;
            public uint Attributes;
            public IntPtr SecurityDescriptor;
            public IntPtr SecurityQualityOfService;
        }

        internal const int StatusPending = 0x103;
        internal const uint Synchronize = 0x100000;
        internal const uint ShareReadWrite = 3;
        internal const uint FileOpen = 1;
        internal const uint SynchronousIoAlert = 0x10;
        internal const uint SynchronousIoNonalert = 0x20;
        internal const uint NonDirectoryFile = 0x40;
        internal const int PositionInformation = 14;
        internal const uint CaseInsensitive = 0x40;
        internal const uint DuplicateSameAccess = 2;
        internal const uint Commit = 0x1000;
        internal const uint Reserve = 0x2000;
        internal const uint NoAccess = 1;
        internal const uint ReadOnly = 2;
        internal const uint ReadWrite = 4;
        internal const uint MapAllAccess = 0xF001F;
        internal const uint Infinite = 0xFFFFFFFF;

        [DllImport("ntdll.dll")]
        internal static extern int NtCreateFile(out IntPtr handle, uint access, ref ObjectAttributes attributes,
            IntPtr block, IntPtr allocationSize, uint fileAttributes, uint shareAccess, uint disposition, uint options,
            IntPtr eaBuffer, uint eaLength);

        [DllImport("ntdll.dll")]
        internal static extern int NtReadFile(IntPtr handle, IntPtr userEvent, IntPtr apcRoutine, IntPtr apcContext,
            IntPtr block, IntPtr buffer, uint length, IntPtr byteOffset, IntPtr key);

        [DllImport("ntdll.dll")]
        internal static extern int NtWriteFile(IntPtr handle, IntPtr userEvent, IntPtr apcRoutine, IntPtr apcContext,
            IntPtr block, IntPtr buffer, uint length, IntPtr byteOffset, IntPtr key);

        [DllImport("ntdll.dll")]
        internal static extern int NtDeviceIoControlFile(IntPtr handle, IntPtr userEvent, IntPtr apcRoutine,
            IntPtr apcContext, IntPtr block, uint code, IntPtr input, uint inputLength, IntPtr output,
            uint outputLength);

        [DllImport("ntdll.dll")]
        internal static extern int NtFsControlFile(IntPtr handle, IntPtr userEvent, IntPtr apcRoutine,
            IntPtr apcContext, IntPtr block, uint code, IntPtr input, uint inputLength, IntPtr output,
            uint outputLength);

        [DllImport("ntdll.dll")]
        internal static extern int NtFlushBuffersFile(IntPtr handle, IntPtr block);

        [DllImport("ntdll.dll")]
        internal static extern int NtQueryInformationFile(IntPtr handle, IntPtr block, IntPtr information,
            uint length, int informationClass);

        [DllImport("ntdll.dll")]
        internal static extern int NtSetInformationFile(IntPtr handle, IntPtr block, ref long information,
            uint length, int informationClass);

        [DllImport("ntdll.dll")]
        internal static extern int NtDuplicateObject(IntPtr sourceProcess, IntPtr source, IntPtr targetProcess,
            out IntPtr target, uint access, uint attributes, uint options);

        [DllImport("ntdll.dll")]
        internal static extern int NtClose(IntPtr handle);

        [DllImport("kernel32.dll", SetLastError = true)]
        internal static extern IntPtr CreateEventW(IntPtr security, int manual, int signaled, IntPtr name);

        [DllImport("kernel32.dll")]
        internal static extern int SetEvent(IntPtr handle);

        [DllImport("kernel32.dll")]
        internal static extern uint WaitForSingleObject(IntPtr handle, uint milliseconds);

        [DllImport("kernel32.dll")]
        internal static extern IntPtr GetCurrentProcess();

        [DllImport("kernel32.dll", SetLastError = true)]
        internal static extern IntPtr VirtualAlloc(IntPtr address, IntPtr bytes, uint kind, uint protection);

        [DllImport("kernel32.dll", SetLastError = true)]
        internal static extern int VirtualProtect(IntPtr address, IntPtr bytes, uint protection, out uint before);

        [DllImport("kernel32.dll", SetLastError = true)]
        internal static extern IntPtr CreateFileMappingW(IntPtr file, IntPtr security, uint protection, uint sizeHigh,
            uint sizeLow, IntPtr name);

        [DllImport("kernel32.dll", SetLastError = true)]
        internal static extern IntPtr MapViewOfFile(IntPtr section, uint access, uint offsetHigh, uint offsetLow,
            IntPtr bytes);

        internal static CannotRun Failure(string what)
        {
            return new CannotRun(what + " failed: " + new Win32Exception(Marshal.GetLastWin32Error()).Message);
        }
    }
}
`;
