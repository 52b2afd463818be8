using System.Diagnostics;
using System.Text.Json;
using Bourse.Zones.Processes;

namespace Bourse.Zones.Tests;

/// <summary>bourse zones, as it is typed.</summary>
public sealed class CommandLineTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "bourse.dll");

    [Fact]
    public async Task A_fleet_that_is_not_there_is_said_so()
    {
        (int exitCode, _, string errors) = await RunAsync("status", "--name", TestFleet.NewName());
        Assert.Equal(1, exitCode);
        Assert.Contains("There is no fleet in /var/tmp/bourse-zones-test-", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_status_and_down_are_processes_of_their_own()
    {
        TestFleet.RequirePrograms(NetworkKind.Loopback);
        string name = TestFleet.NewName();
        string[] options = ["--name", name, "--zones", "1", "--nodes", "0", "--network", "loopback"];
        (int exitCode, string output, string errors) = await RunAsync(["up", .. options]);
        Assert.True(exitCode == 0, errors);
        FleetDefinition fleet = Fleet.Open(FleetOptions.DefaultFolder(name)).Definition;
        try
        {
            Assert.Contains($"a/haproxy    http://127.215.{fleet.Index}.10:8080", output, StringComparison.Ordinal);
            (_, output, _) = await RunAsync("status", "--name", name, "--json");
            using var status = JsonDocument.Parse(output);
            Assert.Equal("leader", RoleOf(status, "a/postgres"));
            Assert.Equal("master", RoleOf(status, "a/redis"));
            (exitCode, _, errors) = await RunAsync(["up", .. options]);
            Assert.Equal(1, exitCode);
            Assert.Contains($"bourse zones down --name {name}", errors, StringComparison.Ordinal);
        }
        finally
        {
            (exitCode, _, errors) = await RunAsync("down", "--name", name);
        }
        Assert.True(exitCode == 0, errors);
        Assert.Empty(Traces.Of(fleet));
    }

    [Fact]
    public async Task Up_that_is_interrupted_takes_down_what_was_started()
    {
        TestFleet.RequirePrograms(NetworkKind.Loopback);
        string name = TestFleet.NewName();
        string[] options = ["--name", name, "--nodes", "0", "--network", "loopback"];
        using var up = Process.Start(new ProcessStartInfo(DotNet.Program, [Program, "zones", "up", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Assert.Contains("ready", await up.StandardOutput.ReadLineAsync(TestFleet.Cancellation), StringComparison.Ordinal);
        FleetDefinition fleet = Fleet.Open(FleetOptions.DefaultFolder(name)).Definition;

        Signal.Interrupt.Send(up.Id);
        await up.WaitForExitAsync(TestFleet.Cancellation);
        Assert.Equal(1, up.ExitCode);
        Assert.Contains("all of it is taken down again", await up.StandardError.ReadToEndAsync(TestFleet.Cancellation), StringComparison.Ordinal);
        Assert.Empty(Traces.Of(fleet));
    }

    private static string? RoleOf(JsonDocument status, string part) => status.RootElement.GetProperty("parts")
        .EnumerateArray().Single(item => item.GetProperty("name").GetString() == part).GetProperty("role").GetString();

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ExternalCommand.RunAsync(DotNet.Program, [Program, "zones", .. arguments], "", TestFleet.Cancellation);
}
