using Bourse.Server.Configuration;

namespace Bourse.Server.Tests.Configuration;

public sealed class ServerOptionsReaderTests
{
    private static ServerOptions Read(params (string Key, string Value)[] given)
    {
        using var folder = new TemporaryFolder();
        return ServerOptionsReader.Read(
            ServerOptionsReader.Load(
                folder.Path, given.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))), folder.Path);
    }

    [Fact]
    public void The_defaults_are_those_of_the_manual()
    {
        ServerOptions options = Read();
        Assert.EndsWith("/bourse-data", options.DataFolder, StringComparison.Ordinal);
        Assert.Equal(
            ["http://127.0.0.1:8080", "https://127.0.0.1:8443"],
            options.Listeners.Select(listener => listener.ToString()));
        Assert.Equal("http://127.0.0.1:8081", options.Admin.ToString());
        Assert.Equal(("demo", true, 1L), (options.Seed, options.RunsAgents, options.AgentsSeed));
        Assert.Equal((100_000L, TimeSpan.FromMinutes(10)), (options.SnapshotEntries, options.SnapshotInterval));
    }

    [Fact]
    public void With_any_port_for_clients_the_admin_listener_takes_any_too() =>
        Assert.Equal(0, Read(("urls", "http://127.0.0.1:0")).Admin.Port);

    [Fact]
    public void A_file_is_read_and_the_command_line_is_above_it()
    {
        using var folder = new TemporaryFolder();
        const string Settings = """{"Seed": "empty", "Agents": "off", "AdminUrl": "http://127.0.0.1:9"}""";
        File.WriteAllText(folder.File("appsettings.json"), Settings);
        ServerOptions options = ServerOptionsReader.Read(
            ServerOptionsReader.Load(folder.Path, [KeyValuePair.Create("seed", (string?)"demo")]), folder.Path);
        Assert.Equal(("demo", false, 9), (options.Seed, options.RunsAgents, options.Admin.Port));
    }

    [Theory]
    [InlineData("urls", "ftp://127.0.0.1:1", "--urls: \"ftp://127.0.0.1:1\" is no address")]
    [InlineData("urls", "http://127.0.0.1", "--urls: \"http://127.0.0.1\" is no address")]
    [InlineData("urls", "http://example.com:80", "--urls: \"http://example.com:80\" is no address")]
    [InlineData("urls", "http://127.0.0.1:65536", "--urls:")]
    [InlineData("urls", ";", "--urls names no address")]
    [InlineData("adminurl", "http://127.0.0.1:8080", "--admin-url has the port of one of --urls")]
    [InlineData("seed", "no-such-file.json", "--seed: there is no file")]
    [InlineData("agents", "perhaps", "--agents: \"perhaps\" is neither on nor off")]
    [InlineData("agentsseed", "x", "--agents-seed: \"x\" is no whole number")]
    [InlineData("snapshotentries", "0", "--snapshot-entries: \"0\" is no whole number of at least 1")]
    [InlineData("tlskey", "key.pem", "--tls-certificate and --tls-key go together")]
    [InlineData("data", " ", "--data is empty")]
    public void A_wrong_option_is_named(string key, string value, string message)
    {
        var failure = Assert.Throws<StartFailedException>(() => Read((key, value)));
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), "{");
        var failure = Assert.Throws<StartFailedException>(() => ServerOptionsReader.Load(folder.Path, []));
        Assert.Contains("appsettings.json cannot be read", failure.Message, StringComparison.Ordinal);
    }
}
