using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Bourse.Server.Tests.Processes;

/// <summary>
/// A start that cannot succeed says what is wrong and what to do, ends with a code, and touches nothing.
/// </summary>
public sealed class BrokenStartTests
{
    private static async Task<string> FailAsync(params IEnumerable<string> arguments)
    {
        (int exitCode, string output, string errors) = await VenueProcess.RunAsync(arguments);
        Assert.True(exitCode == 1, $"exit code {exitCode}: {output}{errors}");
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        return errors.Trim();
    }

    [Fact]
    public async Task A_port_in_use_is_named_before_anything_is_made()
    {
        using var parent = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string errors =
            await FailAsync(
                "--data", parent.File("data"), "--urls", $"http://127.0.0.1:{port}", "--admin-url",
                "http://127.0.0.1:0");
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"Port {port} of 127.0.0.1 is in use"), errors,
            StringComparison.Ordinal);
        Assert.False(Path.Exists(parent.File("data")));
    }

    [Fact]
    public async Task A_seed_that_the_venue_would_refuse_is_told_with_its_path_before_anything_is_made()
    {
        using var parent = new TemporaryFolder();
        const string Seed = """
            {"assets": [{"name": "A"}, {"name": "B"}],
             "symbols": [{"name": "AB", "base": "A", "quote": "A", "filters": []}]}
            """;
        await File.WriteAllTextAsync(parent.File("seed.json"), Seed, TestContext.Current.CancellationToken);
        string errors =
            await FailAsync(
                "--data", parent.File("data"), "--urls", "http://127.0.0.1:0", "--seed", parent.File("seed.json"));
        Assert.Contains("$.symbols[0]: the venue refuses it: SettingInvalid", errors, StringComparison.Ordinal);
        Assert.False(Path.Exists(parent.File("data")));
    }

    [Theory]
    [InlineData("--urls", "127.0.0.1:80", "--urls: \"127.0.0.1:80\" is no address to listen on")]
    [InlineData("--set", "Limits:WeightPerMinute=lots", "Limits:WeightPerMinute: \"lots\" is no whole number")]
    [InlineData("--set", "LogLevel=Loud", "LogLevel: \"Loud\" is none of")]
    [InlineData("--tls-key", "x.pem", "--tls-certificate and --tls-key go together")]
    public async Task A_wrong_option_is_named(string option, string value, string message)
    {
        using var parent = new TemporaryFolder();
        Assert.Contains(
            message, await FailAsync("--data", parent.File("data"), option, value), StringComparison.Ordinal);
        Assert.False(Path.Exists(parent.File("data")));
    }

    [Fact]
    public async Task An_unknown_option_is_named()
    {
        (int exitCode, _, string errors) = await VenueProcess.RunAsync("--no-such-option");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("--no-such-option", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_folder_is_left_alone()
    {
        using var parent = new TemporaryFolder();
        await File.WriteAllTextAsync(parent.File("thesis.tex"), "words", TestContext.Current.CancellationToken);
        string errors = await FailAsync("--data", parent.Path, "--urls", "http://127.0.0.1:0");
        Assert.Contains("holds files that are not a venue's", errors, StringComparison.Ordinal);
        Assert.Equal([parent.File("thesis.tex")], Directory.GetFileSystemEntries(parent.Path));
    }

    [Fact]
    public async Task A_folder_in_use_and_a_damaged_log_are_told_and_left_alone()
    {
        using var parent = new TemporaryFolder();
        string folder = parent.File("data");
        await using (VenueProcess venue = await VenueProcess.StartAsync(folder))
        {
            Assert.Contains(
                "in use by another process", await FailAsync("--data", folder, "--urls", "http://127.0.0.1:0"),
                StringComparison.Ordinal);
            await venue.PlaceAsync(venue.Account("alice"),
                "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=3&price=100&newClientOrderId=flip-this-one");
            Assert.Equal(0, await venue.StopAsync());
        }
        (int exitCode, string output, _) = await VenueProcess.RunAsync("verify", "--data", folder);
        Assert.True(exitCode == 0, output);

        LogFile.Flip(folder, "flip-this-one"u8);
        string before = LogFile.Hash(folder);
        string errors = await FailAsync("--data", folder, "--urls", "http://127.0.0.1:0");
        Assert.Matches("(?i)entry [0-9]+", errors);
        Assert.Equal(before, LogFile.Hash(folder));
        (exitCode, output, _) = await VenueProcess.RunAsync("verify", "--data", folder);
        Assert.Equal(3, exitCode);
        Assert.Matches("(?i)WRONG: .*entry [0-9]+", output);
        Assert.Equal(before, LogFile.Hash(folder));
    }

    private static class LogFile
    {
        public static void Flip(string folder, ReadOnlySpan<byte> needle)
        {
            string file = Path.Combine(folder, "log.db");
            byte[] bytes = File.ReadAllBytes(file);
            int at = bytes.AsSpan().IndexOf(needle);
            Assert.True(at > 0, "the order does not stand in log.db");
            bytes[at] ^= 1;
            File.WriteAllBytes(file, bytes);
        }

        public static string Hash(string folder) =>
            Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "log.db"))));
    }
}
