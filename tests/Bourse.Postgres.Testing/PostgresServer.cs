using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Bourse.Postgres.Testing;

/// <summary>
/// A PostgreSQL server of a test's own: a new cluster in a temporary folder, on a free port of 127.0.0.1, removed afterwards.
/// PostgreSQL does not run as root, so there it runs as the user postgres.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "bourse";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("bourse-pg-").FullName;
    private readonly List<string> _settings = [];
    private Process? _process;

    private PostgresServer() => Port = FreePort();

    public int Port { get; private set; }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a cluster and starts it.</summary>
    public static async Task<PostgresServer> StartNewAsync(params string[] settings)
    {
        var server = new PostgresServer();
        server._settings.AddRange(settings);
        await server.OwnFolderAsync();
        await RunAsync("initdb", "-D", server.Data, "-U", User, "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await server.StartAsync();
        return server;
    }

    /// <summary>Makes a standby that streams from this server under a name, and starts it.</summary>
    public async Task<PostgresServer> StartStandbyAsync(string name)
    {
        var standby = new PostgresServer();
        await standby.OwnFolderAsync();
        string source = string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={Port} user={User} application_name={name}");
        await RunAsync("pg_basebackup", "-d", source, "-D", standby.Data, "-R", "-X", "stream", "-c", "fast", "--no-sync");
        await standby.StartAsync();
        return standby;
    }

    public string ConnectionString(string database, string user = User, int? port = null) =>
        $"Host=127.0.0.1;Port={port ?? Port};Username={user};Database={database};Include Error Detail=true";

    public async Task StartAsync()
    {
        string[] settings =
        [
            $"port={Port}", "listen_addresses=127.0.0.1", $"unix_socket_directories={_folder}", "shared_buffers=64MB",
            "wal_retrieve_retry_interval=50ms", "logging_collector=off", .. _settings,
        ];
        _process = Spawn(Binary("postgres"), ["-D", Data, .. settings.SelectMany(setting => new[] { "-c", setting })]);
        // Its messages are read away, or it would stand still with a full pipe.
        string lastWords = "";
        _process.ErrorDataReceived += (_, line) => lastWords = line.Data ?? lastWords;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        long start = Stopwatch.GetTimestamp();
        while (!await IsUpAsync())
        {
            if (_process.HasExited) throw new InvalidOperationException($"PostgreSQL ended: {lastWords}");
            if (Stopwatch.GetElapsedTime(start) > Patience) throw new TimeoutException("PostgreSQL did not start.");
            await Task.Delay(20);
        }
    }

    /// <summary>Ends it as a crash does: without a checkpoint or a word to anybody.</summary>
    public Task CrashAsync() => SignalAndWaitAsync("QUIT");

    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Waits until a query is true.</summary>
    public async Task UntilAsync(string database, string sql)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await ScalarAsync<bool>(database, sql))
        {
            if (Stopwatch.GetElapsedTime(start) > Patience) throw new TimeoutException($"Never true: {sql}");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await SignalAndWaitAsync("QUIT");
        Directory.Delete(_folder, recursive: true);
    }

    private int Pid => _process!.Id;

    private static string Binary(string name)
    {
        string[] folders = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(folder => Path.Combine(folder, "bin"))]
            : [];
        string? path = folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return path ?? throw new InvalidOperationException($"{name} is not there: install the Debian package postgresql-15, or run ./test.");
    }

    private static Process Spawn(string program, IEnumerable<string> arguments)
    {
        IEnumerable<string> command = [program, .. arguments];
        if (Environment.IsPrivilegedProcess)
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", .. command];
        var start = new ProcessStartInfo(command.First(), command.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }

    private static async Task RunAsync(string name, params string[] arguments)
    {
        using Process process = Spawn(Binary(name), arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{name}: {errors} {await output}");
    }

    private static async Task RunProgramAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task OwnFolderAsync()
    {
        if (Environment.IsPrivilegedProcess) await RunProgramAsync("chown", "postgres:postgres", _folder);
    }

    private async Task SignalAndWaitAsync(string signal)
    {
        await RunProgramAsync("kill", $"-{signal}", Pid.ToString(CultureInfo.InvariantCulture));
        await _process!.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        _process = null;
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            return await ScalarAsync<bool>("postgres", "SELECT true");
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
