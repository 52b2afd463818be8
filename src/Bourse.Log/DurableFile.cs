using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bourse.Log;

/// <summary>
/// Makes files durable and says so when it fails. .NET 10 returns normally from <see cref="RandomAccess.FlushToDisk"/> and
/// <see cref="FileStream.Flush(bool)"/> when the system's fsync fails, so on Unix it is called here directly.
/// </summary>
public static partial class DurableFile
{
    private const int OpenReadOnly = 0;

    /// <summary>What <see cref="SyncGently"/> has on its way to the disk at once: about a millisecond of a fast one.</summary>
    private const long PieceSize = 512 * 1024;

    /// <summary>SYNC_FILE_RANGE_WAIT_BEFORE | _WRITE | _WAIT_AFTER.</summary>
    private const uint WriteAndWait = 7;

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

    /// <summary>
    /// As <see cref="SyncData"/>, piece by piece: a disk takes requests in their order, so a sync of many pages at once would
    /// hold up who syncs another file meanwhile for as long as all of them take.
    /// </summary>
    /// <exception cref="LogFailedException">It may not be there. Trying again would lie: the system forgets what it lost.</exception>
    public static void SyncGently(SafeFileHandle file, string path)
    {
        ArgumentNullException.ThrowIfNull(file);
        long length = OperatingSystem.IsLinux() ? RandomAccess.GetLength(file) : 0;
        for (long offset = 0; offset < length; offset += PieceSize)
        {
            // Its result does not count: a file system may not know it, and a lost page is reported by the sync below.
            _ = SyncFileRange((int)file.DangerousGetHandle(), offset, PieceSize, WriteAndWait);
        }
        SyncData(file, path);
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

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncFileRange(int handle, long offset, long size, uint flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
