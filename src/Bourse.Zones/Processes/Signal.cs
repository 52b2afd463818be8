using System.Runtime.InteropServices;

namespace Bourse.Zones.Processes;

/// <summary>A signal of Linux.</summary>
internal readonly partial record struct Signal(int Number)
{
    public static readonly Signal Interrupt = new(2);
    public static readonly Signal Kill = new(9);
    public static readonly Signal UserTwo = new(12);
    public static readonly Signal Terminate = new(15);
    public static readonly Signal Continue = new(18);
    public static readonly Signal Stop = new(19);

    /// <summary>Sends it; a process that has just ended is no error.</summary>
    public void Send(int processId) => _ = SendSignal(processId, Number);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
