using System.CommandLine;
using Bourse.Bench.Books;
using Bourse.Bench.History;
using Bourse.Bench.Http;
using Bourse.Bench.Logs;
using Bourse.Bench.Snapshots;
using Bourse.Bench.Starts;
using Bourse.Bench.Streams;
using Bourse.Bench.Venues;

namespace Bourse.Server.CommandLine;

/// <summary>bourse bench …: measures the parts and the whole on this machine.</summary>
internal static class BenchCommands
{
    private const string FolderText =
        "Where the data are made; on a real disk, or the figures are of none [the folder of temporary files].";

    public static Command Create() => new("bench", "Measures the venue on this machine.")
    {
        Book(),
        Venue(),
        Log(),
        Postgres(),
        History(),
        Snapshot(),
        Start(),
        Http(),
        Streams(),
        Baseline(),
    };

    private static Command Book()
    {
        var standard = new BookBenchOptions();
        Option<int> orders = Number("--orders", "New orders of a flow.", standard.Orders);
        Option<int> seed = Number("--seed-number", "Seed of the flow.", standard.Seed);
        Option<int> rounds = Number("--rounds", "How often each flow is run.", standard.Rounds);
        var command = new Command("book", "The order book alone, one thread, no venue around it.");
        return command.Runs([orders, seed, rounds], (parse, cancellation) => BookBench.RunAsync(
            new BookBenchOptions(parse.GetValue(orders), parse.GetValue(seed), parse.GetValue(rounds)),
            Console.Out, cancellation));
    }

    private static Command Venue()
    {
        var standard = new VenueBenchOptions();
        Option<int> orders = Number("--orders", "New orders.", standard.Orders);
        Option<int> accounts = Number("--accounts", "Accounts.", standard.Accounts);
        Option<int> seed = Number("--seed-number", "Seed of the commands.", standard.Seed);
        Option<int> rounds = Number("--rounds", "How often they are applied.", standard.Rounds);
        Option<int> symbols = Number("--symbols", "Only this many symbols; 0 is 1 and 100.", standard.Symbols);
        Option<int> batch = Number("--batch", "Only so many commands an entry; 0 is 1, 16 and 64.", standard.Batch);
        var command = new Command(
            "venue", "The whole state machine on one core: risk check, matching, ledger, events.");
        return command.Runs([orders, accounts, seed, rounds, symbols, batch], (parse, cancellation) =>
            VenueBench.RunAsync(
                new VenueBenchOptions(
                    parse.GetValue(orders), parse.GetValue(accounts), parse.GetValue(seed), parse.GetValue(rounds),
                    parse.GetValue(symbols), parse.GetValue(batch)),
                Console.Out, cancellation));
    }

    private static Command Log()
    {
        Option<double> seconds = Seconds("Length of each row.", new LogBenchOptions().Seconds);
        Option<string> folder = Folder();
        var command = new Command("log", "Durable commands a second through log and replica, beside naive inserts.");
        return command.Runs([seconds, folder], (parse, cancellation) => LogBench.RunAsync(
            new LogBenchOptions(parse.GetValue(seconds), parse.GetValue(folder)!), Console.Out, cancellation));
    }

    private static Command Postgres()
    {
        Option<double> seconds = Seconds("Length of each row.", new PostgresBenchOptions().Seconds);
        Option<string> folder = Folder();
        var alone = new Option<bool>("--no-standby") { Description = "Commits do not wait for a synchronous standby." };
        var command = new Command(
            "postgres", "The log in a PostgreSQL of its own, beside pgbench and a transaction an order.");
        return command.Runs([seconds, folder, alone], (parse, cancellation) => PostgresBench.RunAsync(
            new PostgresBenchOptions(parse.GetValue(seconds), parse.GetValue(folder)!, !parse.GetValue(alone)),
            Console.Out, cancellation));
    }

    private static Command History()
    {
        var standard = new HistoryBenchOptions();
        Option<int> orders = Number("--orders", "New orders over all symbols.", standard.Orders);
        Option<int> symbols = Number("--symbols", "Symbols that they are spread over.", standard.Symbols);
        Option<int> accounts = Number("--accounts", "Accounts.", standard.Accounts);
        Option<int> seed = Number("--seed-number", "Seed of the commands.", standard.Seed);
        Option<string> folder = Folder();
        var command = new Command("history", "What the projection costs, and what queries take.");
        return command.Runs([orders, symbols, accounts, seed, folder], (parse, cancellation) => HistoryBench.RunAsync(
            new HistoryBenchOptions(parse.GetValue(orders), parse.GetValue(symbols), parse.GetValue(accounts),
                parse.GetValue(seed), parse.GetValue(folder)!),
            Console.Out, cancellation));
    }

    private static Command Snapshot()
    {
        var standard = new SnapshotBenchOptions();
        Option<int> orders = Number("--orders", "Open orders; 0 is 200,000 and 1,000,000.", standard.Orders);
        Option<int> accounts = Number("--accounts", "Accounts.", standard.Accounts);
        Option<int> rounds = Number("--rounds", "Snapshots taken after the first.", standard.Rounds);
        var command = new Command("snapshot", "For how long taking a snapshot stops a node.");
        return command.Runs([orders, accounts, rounds], (parse, cancellation) => SnapshotBench.RunAsync(
            new SnapshotBenchOptions(parse.GetValue(orders), parse.GetValue(accounts), parse.GetValue(rounds)),
            Console.Out, cancellation));
    }

    private static Command Start()
    {
        var standard = new StartBenchOptions();
        Option<int> orders = Number("--orders", "Open orders.", standard.Orders);
        Option<int> accounts = Number("--accounts", "Accounts.", standard.Accounts);
        Option<int> rounds = Number("--rounds", "How many new nodes are started.", standard.Rounds);
        Option<string> folder = Folder();
        var command = new Command("start", "How soon a new node of a fleet is ready, from a worker's snapshot.");
        return command.Runs([orders, accounts, rounds, folder], (parse, cancellation) => StartBench.RunAsync(
            new StartBenchOptions(
                parse.GetValue(orders), parse.GetValue(accounts), parse.GetValue(rounds), parse.GetValue(folder)!),
            Console.Out, cancellation));
    }

    private static Command Http()
    {
        var standard = new HttpBenchOptions();
        Option<double> seconds = Seconds("Length of each run.", standard.Duration.TotalSeconds);
        Option<int> connections = Number("--connections", "Keep-alive connections.", standard.Connections);
        var rates = new Option<int[]>("--rate")
        {
            Description = "Only so many orders a second, several in turn; without it the highest rate is searched.",
            HelpName = "NUMBER",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var only = new Option<string>("--only")
        {
            Description = "Only \"resting\", \"crossing\" or \"bare\".",
            DefaultValueFactory = _ => "",
        };
        Option<string> folder = Folder();
        var json = new Option<string?>("--json") { Description = "A file for the figures.", HelpName = "FILE" };
        var command = new Command("http", "Signed orders over HTTP against a durable server, beside a bare endpoint.");
        foreach (Option option in new Option[] { seconds, connections, rates, only, folder, json }) command.Add(option);
        command.SetAction(parse => new HttpBench(new HttpBenchOptions
        {
            Duration = TimeSpan.FromSeconds(parse.GetValue(seconds)),
            Connections = parse.GetValue(connections),
            Rates = parse.GetValue(rates)!,
            Only = parse.GetValue(only)!,
            Folder = parse.GetValue(folder)!,
            JsonFile = parse.GetValue(json),
        }, Console.Out).Run());
        return command;
    }

    private static Command Streams()
    {
        var standard = new StreamBenchOptions();
        Option<double> seconds = Seconds("Length of each of the two parts.", standard.Duration.TotalSeconds);
        Option<int> clients = Number("--clients", "WebSocket clients that read.", standard.Clients);
        Option<int> stalled = Number("--stalled", "Clients more that stop reading.", standard.StalledClients);
        Option<int> events = Number("--events", "Changes of levels and trades a second.", standard.EventsPerSecond);
        Option<int> symbols = Number("--symbols", "Symbols that they are spread over.", standard.Symbols);
        Option<string> folder = Folder();
        var command = new Command("streams", "Market streams to many clients, of which some stall, beside orders.");
        foreach (Option option in new Option[] { seconds, clients, stalled, events, symbols, folder })
            command.Add(option);
        command.SetAction(parse => new StreamBench(new StreamBenchOptions
        {
            Duration = TimeSpan.FromSeconds(parse.GetValue(seconds)),
            Clients = parse.GetValue(clients),
            StalledClients = parse.GetValue(stalled),
            EventsPerSecond = parse.GetValue(events),
            Symbols = parse.GetValue(symbols),
            Folder = parse.GetValue(folder)!,
        }, Console.Out).Run());
        return command;
    }

    // What the http benchmark runs as its own process to compare with.
    private static Command Baseline()
    {
        var secret = new Option<string>("--secret") { Required = true };
        var bodyBytes = new Option<int>("--body-bytes");
        var command = new Command("baseline", "The bare endpoint of the http benchmark.") { Hidden = true };
        return command.Runs([secret, bodyBytes], (parse, _) =>
            BaselineServer.RunAsync(parse.GetValue(secret)!, parse.GetValue(bodyBytes)));
    }

    private static Command Runs(
        this Command command, Option[] options, Func<ParseResult, CancellationToken, Task> action)
    {
        foreach (Option option in options) command.Add(option);
        command.SetAction(action);
        return command;
    }

    private static Option<int> Number(string name, string description, int standard) =>
        new(name) { Description = description, DefaultValueFactory = _ => standard };

    private static Option<double> Seconds(string description, double standard) =>
        new("--seconds") { Description = description, DefaultValueFactory = _ => standard };

    private static Option<string> Folder() =>
        new("--folder") { Description = FolderText, HelpName = "DIR", DefaultValueFactory = _ => "" };
}
