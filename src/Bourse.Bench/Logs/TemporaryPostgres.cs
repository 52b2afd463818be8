using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Bourse.Bench.Logs;

/// <summary>
/// A PostgreSQL server for a measurement, with Debian's programs and its own settings but for memory: a new cluster in a folder of
/// its own, on a free port of 127.0.0.1, removed afterwards.
/// </summary>
internal sealed class TemporaryPostgres : IAsyncDisposable
{
    private const string User = "bourse";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private readonly Process _process;
    private readonly TemporaryPostgres? _standby;

    private TemporaryPostgres(string folder, int port, Process process, TemporaryPostgres? standby) =>
        (_folder, Port, _process, _standby) = (folder, port, process, standby);

    public int Port { get; }

    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Database=postgres;Maximum Pool Size=200");

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed or did not start.</exception>
    public static async Task<TemporaryPostgres> StartAsync(string parent, bool withStandby)
    {
        string folder = CreateFolder(parent);
        await RunAsync("initdb", "-D", Data(folder), "-U", User, "--auth=trust", "-E", "UTF8", "--locale=C");
        TemporaryPostgres server = await StartAsync(folder, null);
        if (!withStandby) return server;
        string standbyFolder = CreateFolder(parent);
        await RunAsync(
            "pg_basebackup", "-d", $"host=127.0.0.1 port={server.Port} user={User} application_name=standby", "-D", Data(standbyFolder),
            "-R", "-X", "stream", "-c", "fast");
        TemporaryPostgres standby = await StartAsync(standbyFolder, null);
        await server.ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
        await server.ExecuteAsync("SELECT pg_reload_conf()");
        return new TemporaryPostgres(server._folder, server.Port, server._process, standby);
    }

    /// <summary>Runs PostgreSQL's own benchmark program on it.</summary>
    /// <returns>What it wrote.</returns>
    public Task<string> RunPgbenchAsync(params string[] arguments) =>
        RunAsync("pgbench", ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, .. arguments, "postgres"]);

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The one number that a query answers.</summary>
    public async Task<long> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        using Process kill = Process.Start("kill", ["-QUIT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
        if (_standby is not null) await _standby.DisposeAsync();
    }

    private static async Task<TemporaryPostgres> StartAsync(string folder, TemporaryPostgres? standby)
    {
        int port = FreePort();
        Process process = Spawn(Binary("postgres"),
            ["-D", Data(folder), "-c", $"port={port}", "-c", $"unix_socket_directories={folder}", "-c", "shared_buffers=256MB",
                "-c", "max_connections=200"]);
        string lastWords = "";
        process.ErrorDataReceived += (_, line) => lastWords = line.Data ?? lastWords;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var server = new TemporaryPostgres(folder, port, process, standby);
        long start = Stopwatch.GetTimestamp();
        while (!await server.IsUpAsync())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(start) > Patience)
                throw new InvalidOperationException($"PostgreSQL did not start: {lastWords}");
            await Task.Delay(20);
        }
        return server;
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            await ExecuteAsync("SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string Data(string folder) => Path.Combine(folder, "data");

    private static string CreateFolder(string parent)
    {
        string folder = Path.Combine(parent.Length == 0 ? Path.GetTempPath() : parent, $"bourse-bench-pg-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(folder);
        if (!Environment.IsPrivilegedProcess) return folder;
        using Process own = Process.Start("chown", ["postgres:postgres", folder]);
        own.WaitForExit();
        return folder;
    }

    private static string Binary(string name)
    {
        const string Debian = "/usr/lib/postgresql";
        string[] folders = Directory.Exists(Debian)
            ? [.. Directory.GetDirectories(Debian).OrderDescending().Select(one => one + "/bin")]
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"{name} is not there: install PostgreSQL (Debian: postgresql-15).");
    }

    /// <summary>PostgreSQL does not run as root.</summary>
    private static Process Spawn(string program, IEnumerable<string> arguments)
    {
        string[] command = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", program, .. arguments]
            : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }

    private static async Task<string> RunAsync(string name, params string[] arguments)
    {
        using Process process = Spawn(Binary(name), arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{name}: {errors}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
