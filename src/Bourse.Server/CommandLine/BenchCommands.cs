using System.CommandLine;
using Bourse.Bench.Books;
using Bourse.Bench.History;
using Bourse.Bench.Http;
using Bourse.Bench.Logs;
using Bourse.Bench.Venues;

namespace Bourse.Server.CommandLine;

/// <summary>bourse bench …: measures the parts and the whole on this machine.</summary>
internal static class BenchCommands
{
    public static Command Create() => new("bench", "Measures the venue on this machine.")
    {
        Book(),
        Venue(),
        Log(),
        History(),
        Http(),
        Baseline(),
    };

    private static Command Book()
    {
        var standard = new BookBenchOptions();
        var orders = new Option<int>("--orders") { Description = "New orders of a flow.", DefaultValueFactory = _ => standard.Orders };
        var seed = new Option<int>("--seed-number") { Description = "Seed of the flow.", DefaultValueFactory = _ => standard.Seed };
        var rounds = new Option<int>("--rounds") { Description = "How often each flow is run.", DefaultValueFactory = _ => standard.Rounds };
        var command = new Command("book", "The order book alone, one thread, no venue around it.") { orders, seed, rounds };
        command.SetAction((parse, cancellation) => BookBench.RunAsync(
            new BookBenchOptions(parse.GetValue(orders), parse.GetValue(seed), parse.GetValue(rounds)), Console.Out, cancellation));
        return command;
    }

    private static Command Venue()
    {
        var standard = new VenueBenchOptions();
        var orders = new Option<int>("--orders") { Description = "New orders.", DefaultValueFactory = _ => standard.Orders };
        var accounts = new Option<int>("--accounts") { Description = "Accounts.", DefaultValueFactory = _ => standard.Accounts };
        var seed = new Option<int>("--seed-number") { Description = "Seed of the commands.", DefaultValueFactory = _ => standard.Seed };
        var rounds = new Option<int>("--rounds") { Description = "How often they are applied.", DefaultValueFactory = _ => standard.Rounds };
        var command = new Command("venue", "The whole state machine on one core: risk check, matching, ledger, events.")
        {
            orders, accounts, seed, rounds,
        };
        command.SetAction((parse, cancellation) => VenueBench.RunAsync(new VenueBenchOptions(
            parse.GetValue(orders), parse.GetValue(accounts), parse.GetValue(seed), parse.GetValue(rounds)), Console.Out, cancellation));
        return command;
    }

    private static Command Log()
    {
        var standard = new LogBenchOptions();
        var seconds = new Option<double>("--seconds") { Description = "Length of each row.", DefaultValueFactory = _ => standard.Seconds };
        var folder = new Option<string>("--folder")
        {
            Description = "Where the logs are made; a real disk, or the figures are of none [the folder of temporary files].",
            DefaultValueFactory = _ => standard.Folder,
        };
        var command = new Command("log", "Durable commands a second through log and replica, beside naive inserts.") { seconds, folder };
        command.SetAction((parse, cancellation) => LogBench.RunAsync(
            new LogBenchOptions(parse.GetValue(seconds), parse.GetValue(folder)!), Console.Out, cancellation));
        return command;
    }

    private static Command History()
    {
        var standard = new HistoryBenchOptions();
        var orders = new Option<int>("--orders") { Description = "New orders.", DefaultValueFactory = _ => standard.Orders };
        var symbols = new Option<int>("--symbols") { Description = "Symbols.", DefaultValueFactory = _ => standard.Symbols };
        var accounts = new Option<int>("--accounts") { Description = "Accounts.", DefaultValueFactory = _ => standard.Accounts };
        var folder = new Option<string>("--folder")
        {
            Description = "Where the database is made [the folder of temporary files].", DefaultValueFactory = _ => "",
        };
        var command = new Command("history", "What the projection into the history database costs, and queries on it.")
        {
            orders, symbols, accounts, folder,
        };
        command.SetAction((parse, cancellation) => HistoryBench.RunAsync(
            new HistoryBenchOptions(
                parse.GetValue(orders), parse.GetValue(symbols), parse.GetValue(accounts), standard.Seed, parse.GetValue(folder)!),
            Console.Out, cancellation));
        return command;
    }

    private static Command Http()
    {
        var seconds = new Option<double>("--seconds") { Description = "Length of each run [4].", DefaultValueFactory = _ => 4 };
        var connections = new Option<int>("--connections") { Description = "Keep-alive connections [64].", DefaultValueFactory = _ => 64 };
        var rate = new Option<int>("--rate") { Description = "Only this many orders a second, instead of the search." };
        var folder = new Option<string>("--folder")
        {
            Description = "Where the venue's data are made; a real disk, or the figures are of none [the folder of temporary files].",
            DefaultValueFactory = _ => "",
        };
        var json = new Option<string?>("--json") { Description = "A file for the figures.", HelpName = "FILE" };
        var command = new Command("http", "Signed orders over HTTP against a durable server process, beside a bare endpoint.")
        {
            seconds, connections, rate, folder, json,
        };
        command.SetAction(parse => new HttpBench(new HttpBenchOptions
        {
            Duration = TimeSpan.FromSeconds(parse.GetValue(seconds)),
            Connections = parse.GetValue(connections),
            Rate = parse.GetValue(rate),
            Folder = parse.GetValue(folder)!,
            JsonFile = parse.GetValue(json),
        }, Console.Out).Run());
        return command;
    }

    // What the http benchmark runs as its own process to compare with.
    private static Command Baseline()
    {
        var secret = new Option<string>("--secret") { Required = true };
        var bodyBytes = new Option<int>("--body-bytes");
        var command = new Command("baseline", "The bare endpoint of the http benchmark.") { secret, bodyBytes };
        command.Hidden = true;
        command.SetAction((parse, _) => BaselineServer.RunAsync(parse.GetValue(secret)!, parse.GetValue(bodyBytes)));
        return command;
    }
}
