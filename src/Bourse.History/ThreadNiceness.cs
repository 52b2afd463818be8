using System.Runtime.InteropServices;

namespace Bourse.History;

/// <summary>Lowers the priority of the calling thread; the runtime's own setting has no effect on Linux.</summary>
internal static partial class ThreadNiceness
{
    /// <summary>A third of the share of an ordinary thread when both want the processor.</summary>
    private const int Nice = 5;

    /// <summary>PRIO_PROCESS with id 0: on Linux the calling thread alone.</summary>
    private const int CallingThread = 0;

    public static void Lower()
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        if (OperatingSystem.IsLinux()) _ = setpriority(CallingThread, 0, Nice);
    }

    [LibraryImport("libc")]
    private static partial int setpriority(int which, uint who, int priority);
}
