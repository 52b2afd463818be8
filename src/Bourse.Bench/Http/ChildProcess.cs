using System.Diagnostics;
using System.Globalization;

namespace Bourse.Bench.Http;

/// <summary>This program, run once more with other arguments, until it is disposed.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ChildProcess(Process process)
    {
        _process = process;
        AppDomain.CurrentDomain.ProcessExit += Kill;
        AppDomain.CurrentDomain.UnhandledException += Kill;
    }

    /// <summary>Starts it and waits for a line on its standard output that begins with "Ready".</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static ChildProcess Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        bool isHosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        if (isHosted) start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        Process process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (!line.StartsWith("Ready", StringComparison.Ordinal)) continue;
            return new ChildProcess(process) { ReadyLine = line };
        }
        process.WaitForExit();
        throw new InvalidOperationException(
            $"The server ended with exit code {process.ExitCode}; its message stands above.");
    }

    /// <summary>The line that said so.</summary>
    public required string ReadyLine { get; init; }

    /// <summary>Processor time of the process so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        AppDomain.CurrentDomain.UnhandledException -= Kill;
        string id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using (Process kill = Process.Start("kill", ["-TERM", id])) kill.WaitForExit();
        if (!_process.WaitForExit(StopTimeout)) _process.Kill();
        _process.Dispose();
    }

    // A benchmark that is stopped leaves no server behind.
    private void Kill(object? sender, EventArgs e) => _process.Kill();
}
