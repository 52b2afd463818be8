using System.Security.Cryptography;
using Bourse.Server.Configuration;

namespace Bourse.Server.Data;

/// <summary>
/// The folder that holds all of a venue on one machine, locked for this process. Opening it changes nothing before
/// everything about it is found in order.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const string Marker = "bourse.json";
    private const string MarkerText = "{\"format\":1,\"what\":\"data folder of a Bourse venue\"}\n";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream lockFile)
    {
        Root = path;
        _lock = lockFile;
    }

    /// <summary>Full path.</summary>
    public string Root { get; }

    public string LogFile => LogFileIn(Root);
    public string HistoryFile => HistoryFileIn(Root);
    public string CredentialsFile => Path.Combine(Root, "credentials.json");
    public string AgentsFile => Path.Combine(Root, "agents.json");
    public string SeedingFile => Path.Combine(Root, "seeding.json");

    /// <summary>The key that HMAC secrets are sealed with in the log.</summary>
    public string DataKeyFile => Path.Combine(Root, "data-key");

    public string TlsFolder => Path.Combine(Root, "tls");

    public static string LogFileIn(string root) => Path.Combine(root, "log.db");

    public static string HistoryFileIn(string root) => Path.Combine(root, "history.db");

    public static string AdminTokenFileIn(string root) => Path.Combine(root, "admin-token");

    public static string AdminUrlFileIn(string root) => Path.Combine(root, "admin-url");

    /// <summary>Whether a venue's data stand there.</summary>
    public static bool IsOne(string path) => File.Exists(Path.Combine(path, Marker));

    /// <summary>Refuses a path that cannot become or is not a data folder; changes nothing.</summary>
    /// <exception cref="StartFailedException">It is a file, or a folder of something else.</exception>
    public static void Check(string path)
    {
        if (File.Exists(path)) throw new StartFailedException($"{path} is a file: give --data a folder.");
        if (!Directory.Exists(path) || IsOne(path)) return;
        bool isEmpty = Reading(path, () => !Directory.EnumerateFileSystemEntries(path).Any());
        if (!isEmpty)
            throw new StartFailedException(
                $"{path} holds files that are not a venue's (no {Marker} in it): give --data an empty or new folder.");
    }

    /// <summary>Opens a venue's folder, or makes a new one, and locks it.</summary>
    /// <exception cref="StartFailedException">It is foreign, in use, or cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        Check(path);
        return Reading(path, () =>
        {
            if (!Directory.Exists(path)) Create(path);
            FileStream lockFile = Lock(path);
            if (!IsOne(path)) File.WriteAllText(Path.Combine(path, Marker), MarkerText);
            return new DataFolder(path, lockFile);
        });
    }

    /// <summary>The token that the admin interface asks for; made at the first start.</summary>
    public string AdminToken()
    {
        string file = AdminTokenFileIn(Root);
        if (!File.Exists(file))
            PrivateFile.Write(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) + "\n");
        string token = File.ReadAllText(file).Trim();
        return token.Length > 0
            ? token
            : throw new StartFailedException($"{file} is empty: delete it, and a new token is made.");
    }

    public void Dispose() => _lock.Dispose();

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly);
    }

    private static FileStream Lock(string path)
    {
        string file = Path.Combine(path, "lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw new StartFailedException(
                $"{path} is in use by another process: stop it first, or give --data another folder. ({e.Message})", e);
        }
    }

    /// <summary>EWOULDBLOCK of flock on Linux and macOS, a sharing or lock violation on Windows.</summary>
    private static bool IsHeldByAnother(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32 or 33;

    private static T Reading<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new StartFailedException(
                $"{path} cannot be used as data folder: {e.Message} Give --data a folder that this user may write.", e);
        }
    }
}
