using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Bourse.Agents;

namespace Bourse.Server.Tests.Processes;

/// <summary>A venue in a process of its own, on free ports and a data folder of the test's.</summary>
internal sealed class VenueProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _errors;

    private VenueProcess(Process process, StringBuilder errors, string folder)
    {
        _process = process;
        _errors = errors;
        Folder = folder;
        using var credentials = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "credentials.json")));
        Credentials = credentials.RootElement.Clone();
        BaseUrl = Credentials.GetProperty("baseUrl").GetString() ?? AdminUrl;
        Client = new VenueClient(new Uri(BaseUrl), TimeProvider.System);
    }

    public string Folder { get; }
    public JsonElement Credentials { get; }

    /// <summary>Where clients connect; a worker, which has none, is reached where operators connect.</summary>
    public string BaseUrl { get; }

    public VenueClient Client { get; }
    public string AdminUrl => File.ReadAllText(Path.Combine(Folder, "admin-url")).Trim();
    public string AdminToken => File.ReadAllText(Path.Combine(Folder, "admin-token")).Trim();
    public string Output { get; private init; } = "";

    /// <summary>Starts one and waits until it takes requests.</summary>
    public static Task<VenueProcess> StartAsync(string folder, params IEnumerable<string> options) => StartAsync(folder, Launch(
        ["--data", folder, "--urls", "http://127.0.0.1:0;https://127.0.0.1:0", .. options.Contains("--agents")
            ? options
            : ["--agents", "off", .. options]]));

    /// <summary>Starts a worker and waits until it has caught up.</summary>
    public static Task<VenueProcess> StartWorkerAsync(string folder, params IEnumerable<string> options) =>
        StartAsync(folder, Launch(["worker", "--data", folder, "--admin-url", "http://127.0.0.1:0", .. options]));

    private static async Task<VenueProcess> StartAsync(string folder, Process process)
    {
        StringBuilder errors = Collect(process);
        var output = new StringBuilder();
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            output.AppendLine(line);
            if (line == "Ready") return new VenueProcess(process, errors, folder) { Output = output.ToString() };
        }
        await process.WaitForExitAsync(patience.Token);
        throw new InvalidOperationException($"The venue did not start (exit code {process.ExitCode}): {errors}");
    }

    /// <summary>Runs a command to its end.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(params IEnumerable<string> arguments) =>
        RunUnderAsync([], arguments);

    /// <summary>Runs a command to its end by another one, as in "setpriv … dotnet bourse.dll …".</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunUnderAsync(
        IReadOnlyList<string> prefix, IEnumerable<string> arguments)
    {
        using Process process = Launch(arguments, prefix);
        using var patience = new CancellationTokenSource(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Runs an operator's command against this venue and returns its answer.</summary>
    public async Task<JsonElement> OperateAsync(params IEnumerable<string> arguments)
    {
        (int exitCode, string output, string errors) = await RunAsync([.. arguments, "--data", Folder]);
        Assert.True(exitCode == 0, errors);
        using var answer = JsonDocument.Parse(output);
        return answer.RootElement.Clone();
    }

    /// <summary>Runs an operator's command that must be refused and returns what it says.</summary>
    public async Task<string> RefusedAsync(params IEnumerable<string> arguments)
    {
        (int exitCode, string output, string errors) = await RunAsync([.. arguments, "--data", Folder]);
        Assert.True(exitCode == 1, output + errors);
        return errors.Trim();
    }

    public AgentAccount Account(string name)
    {
        JsonElement account = Credentials.GetProperty("accounts").EnumerateArray()
            .First(item => item.GetProperty("name").GetString() == name);
        return new AgentAccount(
            name, AgentKind.Taker, account.GetProperty("apiKey").GetString()!, account.GetProperty("apiSecret")
                .GetString()!, []);
    }

    /// <summary>Waits until it has said something on standard error.</summary>
    public async Task UntilSaidAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!Said().Contains(text, StringComparison.Ordinal)) await Task.Delay(10, patience.Token);

        string Said()
        {
            lock (_errors) return _errors.ToString();
        }
    }

    /// <summary>What it says of its readiness.</summary>
    public async Task<string> HealthAsync()
    {
        using var http = new HttpClient();
        using HttpResponseMessage answer =
            await http.GetAsync(new Uri($"{BaseUrl}/health/ready"), TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public Task<JsonElement> GetAsync(string path) =>
        Client.GetPublicAsync(path, TestContext.Current.CancellationToken);

    public Task<JsonElement> SendAsync(HttpMethod method, string path, string query, AgentAccount account) =>
        Client.SendSignedAsync(method, path, query, account, TestContext.Current.CancellationToken);

    public Task<JsonElement> PlaceAsync(AgentAccount account, string order) =>
        SendAsync(HttpMethod.Post, "/api/v3/order", order, account);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and the exit code.</summary>
    public async Task<int> StopAsync()
    {
        Signal();
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>SIGTERM without waiting.</summary>
    public void Signal()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        Client.Dispose();
        _process.Dispose();
    }

    private static Process Launch(IEnumerable<string> arguments, IReadOnlyList<string>? prefix = null)
    {
        string[] command =
            [.. prefix ?? [], "dotnet", Path.Combine(AppContext.BaseDirectory, "bourse.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static StringBuilder Collect(Process process)
    {
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors) errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        return errors;
    }
}
