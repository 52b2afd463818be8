using System.Globalization;

namespace Bourse.Server.Configuration;

/// <summary>
/// Reads the options from the configuration: the command line, else environment variables that begin with BOURSE_, else
/// appsettings.json in the working folder, else the defaults. docs/configuration.md lists them. The option --admin-url
/// is the key AdminUrl and the variable BOURSE_ADMINURL.
/// </summary>
public static class ServerOptionsReader
{
    private const string UrlsDefault = "http://127.0.0.1:8080;https://127.0.0.1:8443";
    private const string AdminUrlDefault = "http://127.0.0.1:8081";
    private const string AdminUrlAnyPort = "http://127.0.0.1:0";

    /// <summary>The configuration key of an option of the command line.</summary>
    public static string KeyOf(string option) => option.Replace("-", "", StringComparison.Ordinal);

    /// <summary>The configuration of a process that runs in this folder.</summary>
    /// <param name="commandLine">Keys and values given on the command line.</param>
    /// <exception cref="StartFailedException">appsettings.json is no valid JSON.</exception>
    public static IConfiguration Load(string folder, IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(folder)
                .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
                .AddEnvironmentVariables("BOURSE_")
                .AddInMemoryCollection(commandLine)
                .Build();
        }
        catch (Exception e) when (
            e is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new StartFailedException(
                $"{Path.Combine(folder, "appsettings.json")} cannot be read: {Innermost(e).Message}", e);
        }
    }

    /// <summary>Reads and checks every option.</summary>
    /// <exception cref="StartFailedException">One is wrong; the message names it.</exception>
    public static ServerOptions Read(IConfiguration configuration, string folder, NodeRole role = NodeRole.Node)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ListenAddress[] listeners = role == NodeRole.Worker ? [] : ReadUrls(configuration);
        LogAddress log = LogAddress.Parse(Value(configuration, "log"));
        if (role == NodeRole.Worker && !log.IsShared)
            throw new StartFailedException("A worker works for a fleet: give it the fleet's --log postgres:…");
        (string? certificate, string? key) = ReadCertificate(configuration, folder);
        return new ServerOptions
        {
            Role = role,
            DataFolder = ReadDataFolder(configuration, folder),
            Listeners = listeners,
            Log = log,
            Replica = FleetOptionsReader.ReadReplica(Value(configuration, "replica"), log),
            Cache = FleetOptionsReader.ReadCache(Value(configuration, "cache"), log),
            DataKeyFile = ReadDataKey(configuration, folder, log),
            DrainTime = TimeSpan.FromSeconds(ReadNumber(configuration, "drain-seconds", 0, 0)),
            Admin = ReadAdmin(configuration, listeners),
            Seed = ReadSeed(configuration, folder, log),
            RunsAgents = ReadSwitch(configuration, "agents", otherwise: true),
            AgentsSeed = ReadNumber(configuration, "agents-seed", 1, long.MinValue),
            TakesSnapshots =
                ReadSwitch(configuration, "snapshots", otherwise: role == NodeRole.Worker || !log.IsShared),
            SnapshotEntries = ReadNumber(configuration, "snapshot-entries", 100_000, 1),
            SnapshotInterval = TimeSpan.FromSeconds(ReadNumber(configuration, "snapshot-seconds", 600, 1)),
            TlsCertificate = certificate,
            TlsKey = key,
            Configuration = configuration,
        };
    }

    /// <summary>Full path of the data folder.</summary>
    public static string ReadDataFolder(IConfiguration configuration, string folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string data = Value(configuration, "data") ?? "bourse-data";
        if (string.IsNullOrWhiteSpace(data))
            throw new StartFailedException("--data is empty: name a folder, or leave it out.");
        return Path.GetFullPath(data, folder);
    }

    private static ListenAddress[] ReadUrls(IConfiguration configuration)
    {
        string urls = Value(configuration, "urls") ?? UrlsDefault;
        ListenAddress[] listeners =
            [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => ReadUrl("urls", url))];
        if (listeners.Length == 0)
            throw new StartFailedException("--urls names no address; an example: http://127.0.0.1:8080");
        return listeners;
    }

    private static ListenAddress ReadAdmin(IConfiguration configuration, ListenAddress[] listeners)
    {
        bool isAnyPort = listeners.All(listener => listener.Port == 0);
        ListenAddress admin =
            ReadUrl("admin-url", Value(configuration, "admin-url") ?? (isAnyPort ? AdminUrlAnyPort : AdminUrlDefault));
        if (admin.Port != 0 && listeners.Any(listener => listener.Port == admin.Port))
            throw new StartFailedException(
                $"--admin-url has the port of one of --urls ({admin.Port}): give it a port of its own.");
        return admin;
    }

    private static ListenAddress ReadUrl(string option, string url) =>
        ListenAddress.TryParse(url.Trim(), out ListenAddress address)
        ? address
        : throw new StartFailedException(
            $"--{option}: \"{url}\" is no address to listen on; write http://HOST:PORT or https://HOST:PORT with " +
            "an IP address, " +
            "localhost or * as host, as in http://127.0.0.1:8080");

    private static string? ReadDataKey(IConfiguration configuration, string folder, LogAddress log)
    {
        if (Value(configuration, "data-key") is not { } file)
        {
            if (!log.IsShared) return null;
            throw new StartFailedException(
                "--data-key is missing: the nodes of a fleet seal secrets with one key. Make it once, with "
                + "'head -c 32 /dev/urandom > data-key; chmod 600 data-key', and give every node a copy.");
        }
        string path = Path.GetFullPath(file, folder);
        return File.Exists(path) ? path : throw new StartFailedException($"--data-key: there is no file {path}.");
    }

    private static string? ReadSeed(IConfiguration configuration, string folder, LogAddress log)
    {
        if (Value(configuration, "seed") is null && log.IsShared) return null;
        string seed = Value(configuration, "seed") ?? "demo";
        if (seed is "demo" or "empty") return seed;
        string file = Path.GetFullPath(seed, folder);
        return File.Exists(file)
            ? file
            : throw new StartFailedException(
                $"--seed: there is no file {file}; give demo, empty, or the path of a seed.");
    }

    private static (string?, string?) ReadCertificate(IConfiguration configuration, string folder)
    {
        string? certificate = Value(configuration, "tls-certificate");
        string? key = Value(configuration, "tls-key");
        if (certificate is null && key is null) return (null, null);
        if (certificate is null || key is null)
            throw new StartFailedException("--tls-certificate and --tls-key go together: give both, or neither.");
        foreach ((string option, string file) in new[] { ("tls-certificate", certificate), ("tls-key", key) })
            if (!File.Exists(Path.GetFullPath(file, folder)))
                throw new StartFailedException($"--{option}: there is no file {Path.GetFullPath(file, folder)}.");
        return (Path.GetFullPath(certificate, folder), Path.GetFullPath(key, folder));
    }

    private static bool ReadSwitch(IConfiguration configuration, string option, bool otherwise) =>
        Value(configuration, option)?.ToUpperInvariant() switch
        {
            null => otherwise,
            "ON" or "TRUE" => true,
            "OFF" or "FALSE" => false,
            _ => throw new StartFailedException($"--{option}: \"{configuration[option]}\" is neither on nor off."),
        };

    private static long ReadNumber(IConfiguration configuration, string option, long otherwise, long min)
    {
        if (Value(configuration, option) is not { } text) return otherwise;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number >= min)
            return number;
        throw new StartFailedException($"--{option}: \"{text}\" is no whole number of at least {min}.");
    }

    private static string? Value(IConfiguration configuration, string option) => configuration[KeyOf(option)];

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
