namespace Bourse.Log.Sqlite;

/// <summary>
/// Keeps a data folder for one process. The system lets go of it when the process ends, however that happens, so it never has
/// to be removed by hand.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string FileName = "log.lock";

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="LogFailedException">Another process has it, or the folder cannot be written.</exception>
    public static FolderLock Take(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LogFailedException($"{folder} cannot be written by this user: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new LogFailedException(
                $"{folder} is in use by another process (or cannot be written: {e.Message}). "
                + "One folder serves one node: stop the other one, or give this one another folder.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
