using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bourse.Redis.Tests.Hosting;

/// <summary>A Redis server of a test's own: in a temporary folder, on a free port of 127.0.0.1, keeping nothing on disk.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("bourse-redis-").FullName;
    private readonly string[] _arguments;
    private string? _file;
    private Process? _process;

    private RedisServer(int port, params string[] arguments) => (Port, _arguments) = (port, arguments);

    public int Port { get; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"redis:127.0.0.1:{Port}");

    public static async Task<RedisServer> StartNewAsync(params string[] arguments)
    {
        var server = new RedisServer(FreePort(), ["--save", "", "--appendonly", "no", "--repl-diskless-sync-delay", "0", .. arguments]);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts a sentinel, which writes its file anew as it learns.</summary>
    public static async Task<RedisServer> StartSentinelAsync(string configuration)
    {
        var server = new RedisServer(FreePort(), "--sentinel");
        server._file = Path.Combine(server._folder, "sentinel.conf");
        await File.WriteAllTextAsync(server._file, configuration);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it, empty, on its port.</summary>
    public async Task StartAsync()
    {
        string port = Port.ToString(CultureInfo.InvariantCulture);
        string[] file = _file is null ? [] : [_file];
        var start = new ProcessStartInfo(
            "redis-server", [.. file, "--port", port, "--bind", "127.0.0.1", "--dir", _folder, .. _arguments])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        string lastWords = "";
        _process.OutputDataReceived += (_, line) => lastWords = line.Data ?? lastWords;
        _process.BeginOutputReadLine();
        long began = Stopwatch.GetTimestamp();
        while (await AskAsync("PING") != "+PONG")
        {
            if (_process.HasExited) throw new InvalidOperationException($"redis-server ended: {lastWords}");
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException("redis-server did not start.");
            await Task.Delay(10);
        }
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Lets it hang: connections stay, nothing is answered.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>Forgets everything.</summary>
    public async Task FlushAsync() => Assert.Equal("+OK", await AskAsync("FLUSHALL"));

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What redis-cli prints for a command.</summary>
    public async Task<string> RunAsync(params string[] command)
    {
        string port = Port.ToString(CultureInfo.InvariantCulture);
        using Process client = Process.Start(
            new ProcessStartInfo("redis-cli", ["-p", port, .. command]) { RedirectStandardOutput = true })!;
        string output = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return output;
    }

    private async Task SignalAsync(string signal)
    {
        string pid = _process!.Id.ToString(CultureInfo.InvariantCulture);
        using Process kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", pid]))!;
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>The first line of the answer to a command of one word; empty when there is no server.</summary>
    private async Task<string> AskAsync(string command)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
            using var reader = new StreamReader(client.GetStream());
            await writer.WriteAsync($"{command}\r\n");
            return await reader.ReadLineAsync() ?? "";
        }
        catch (SocketException)
        {
            return "";
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
