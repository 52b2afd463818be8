using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bourse.Log;

/// <summary>
/// Makes files durable and says so when it fails. .NET 10 returns normally from <see cref="RandomAccess.FlushToDisk"/> and
/// <see cref="FileStream.Flush(bool)"/> when the system's fsync fails, so on Unix it is called here directly.
/// </summary>
internal static partial class DurableFile
{
    private const int OpenReadOnly = 0;

    /// <summary>Completes when everything written to the file is on the disk.</summary>
    /// <exception cref="LogFailedException">It may not be there. Trying again would lie: the system forgets what it lost.</exception>
    public static void Sync(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }
        if (FSync((int)file.DangerousGetHandle()) != 0) throw Failed(path);
    }

    /// <summary>As <see cref="Sync"/>, without what is not needed to read the data again, such as the time of the last write.</summary>
    /// <exception cref="LogFailedException">It may not be there. Trying again would lie: the system forgets what it lost.</exception>
    public static void SyncData(SafeFileHandle file, string path)
    {
        if (!OperatingSystem.IsLinux()) Sync(file, path);
        else if (FDataSync((int)file.DangerousGetHandle()) != 0) throw Failed(path);
    }

    /// <summary>Makes a folder's names durable: files created, renamed and removed in it.</summary>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        int handle = Open(path, OpenReadOnly);
        if (handle < 0) throw Failed(path);
        int result = FSync(handle);
        Exception? failure = result == 0 ? null : Failed(path);
        _ = Close(handle);
        if (failure is not null) throw failure;
    }

    private static LogFailedException Failed(string path) =>
        new($"fsync of {path} failed: {Marshal.GetLastPInvokeErrorMessage()}. What was written last may be lost. "
            + "The node stops; check the disk, then start it again.");

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int handle);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FDataSync(int handle);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
