using System.CommandLine;
using Bourse.Server.Configuration;

namespace Bourse.Server.CommandLine;

/// <summary>The options of a node's start, as the command line takes them.</summary>
internal sealed class ServeOptions
{
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Any key of the configuration, as in --set Limits:WeightPerMinute=0; may be given several times.",
        HelpName = "KEY=VALUE",
    };

    private readonly Option<string?>[] _options =
    [
        Text("--urls", "Where clients connect, separated by semicolons [http://127.0.0.1:8080;https://127.0.0.1:8443].",
            "URLS"),
        Text("--admin-url", "Where operators connect [http://127.0.0.1:8081].", "URL"),
        Text("--log", "Where the log is: sqlite, in the data folder, or postgres:CONNECTION of a fleet [sqlite].",
            "LOG"),
        Text("--replica", "A standby that answers questions about the past, postgres:CONNECTION [the log's database].",
            "DATABASE"),
        Text("--cache", "The fleet's Redis: redis:HOST:PORT[,HOST:PORT][,sentinel=NAME][,tls][,user=NAME]; its "
            + "password stands in BOURSE_REDIS_PASSWORD.", "REDIS"),
        Text("--data-key", "The key that API secrets are sealed with, one for all nodes of a fleet [DIR/data-key].",
            "FILE"),
        Text("--drain-seconds", "How long to go on serving once readiness is taken back, when asked to stop [0].",
            "SECONDS"),
        Text("--snapshots", "Whether snapshots are taken: on or off [on; off for nodes of a fleet, whose worker does].",
            "on|off"),
        Text("--seed", "What an empty venue begins with: demo, empty, or a JSON file (docs/seed.schema.json) [demo].",
            "SEED"),
        Text("--agents", "Whether the seed's market makers and takers trade: on or off [on].", "on|off"),
        Text("--agents-seed", "Seed of the agents' decisions [1].", "NUMBER"),
        Text("--snapshot-entries", "A snapshot is taken after this many entries [100000].", "COUNT"),
        Text("--snapshot-seconds", "A snapshot is taken after this long [600].", "SECONDS"),
        Text("--tls-certificate", "A certificate of your own, PEM, with its chain.", "FILE"),
        Text("--tls-key", "Its key, PEM.", "FILE"),
    ];

    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "The venue's data folder [./bourse-data].",
        HelpName = "DIR",
        Recursive = true,
    };

    public void AddTo(Command command)
    {
        if (command is RootCommand) command.Add(Data);
        foreach (Option option in _options) command.Add(option);
        command.Add(_set);
    }

    /// <summary>The configuration with what the command line says on top.</summary>
    /// <exception cref="StartFailedException">A --set is no KEY=VALUE, or appsettings.json is damaged.</exception>
    public IConfiguration Load(ParseResult parse)
    {
        var given = new Dictionary<string, string?>();
        foreach (Option<string?> option in _options.Append(Data))
            if (parse.GetValue(option) is { } value) given[ServerOptionsReader.KeyOf(option.Name)] = value;
        foreach ((string key, string value) in KeyValues.Read(parse.GetValue(_set) ?? [])) given[key] = value;
        return ServerOptionsReader.Load(Environment.CurrentDirectory, given);
    }

    private static Option<string?> Text(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName };
}
