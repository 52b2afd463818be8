using System.CommandLine;
using System.Text.Json.Nodes;
using Bourse.Server.Configuration;

namespace Bourse.Server.CommandLine;

/// <summary>The operator's commands: each is one request to the node's admin listener.</summary>
internal static class AdminCommands
{
    public static IEnumerable<Command> All() =>
    [
        AccountCommands.Create(),
        KeyCommands.Create(),
        Transfer("deposit", "Credits an account.", "deposits"),
        Transfer("withdraw", "Debits an account's free balance.", "withdrawals"),
        Asset(),
        SymbolCommands.Create(),
        Venue(),
        Fees(),
        Kill(),
        SettingsCommands.Create(),
        Upgrade(),
        Plain("status", "Shows how the node is.", () => AdminCall.Get("status")),
        Plain("proof", "Proves the ledger of the running node: assets equal liabilities.", () =>
            AdminCall.Get("proof")),
        Plain("hash", "Hashes the running node's state, by which nodes at one entry are compared; it waits meanwhile.",
            () => AdminCall.Get("hash")),
    ];

    /// <summary>Makes the command send what <paramref name="toCall"/> builds and print the answer.</summary>
    public static Command Sends(this Command command, Func<ParseResult, AdminCall> toCall)
    {
        command.SetAction((parse, cancellation) => Failures.ReportAsync(async () =>
        {
            var configuration = ServerOptionsReader.Load(Environment.CurrentDirectory, GivenData(parse));
            string folder = ServerOptionsReader.ReadDataFolder(configuration, Environment.CurrentDirectory);
            AdminCall call = toCall(parse);
            using AdminClient client = AdminClient.Open(folder);
            return await client.SendAsync(call.Method, call.Path, call.Body, Console.Out, Console.Error, cancellation)
                .ConfigureAwait(false);
        }));
        return command;
    }

    /// <summary>A command without arguments.</summary>
    public static Command Plain(string name, string description, Func<AdminCall> call) =>
        new Command(name, description).Sends(_ => call());

    /// <summary>An argument that must be given.</summary>
    public static Argument<string> Word(string name, string description) => new(name) { Description = description };

    /// <summary>The --data option as configuration.</summary>
    public static Dictionary<string, string?> GivenData(ParseResult parse)
    {
        var given = new Dictionary<string, string?>();
        if (parse.GetValue(ServeOptions.Data) is { } data) given["data"] = data;
        return given;
    }

    private static Command Transfer(string name, string description, string path)
    {
        Argument<string> account = Word("account", "The account's name.");
        Argument<string> asset = Word("asset", "The asset's name.");
        Argument<string> amount = Word("amount", "The amount, as in 1.5.");
        var reference = new Option<long>("--reference") { Description = "A number of your own, kept in the log." };
        return new Command(name, description) { account, asset, amount, reference }.Sends(
            parse => AdminCall.Post(new JsonObject
            {
                ["account"] = parse.GetValue(account),
                ["asset"] = parse.GetValue(asset),
                ["amount"] = parse.GetValue(amount),
                ["reference"] = parse.GetValue(reference),
            }, path));
    }

    private static Command Asset()
    {
        Argument<string> name = Word("name", "As in USDT.");
        var precision =
            new Option<int>("--precision") { Description = "Decimals shown [8].", DefaultValueFactory = _ => 8 };
        return new Command("asset", "Assets.")
        {
            new Command("add", "Registers an asset.") { name, precision }.Sends(parse => AdminCall.Post(
                new JsonObject { ["name"] = parse.GetValue(name), ["precision"] = parse.GetValue(precision) },
                    "assets")),
            Plain("list", "Lists the assets.", () => AdminCall.Get("assets")),
        };
    }

    private static Command Venue() => new("venue", "The venue as a whole.")
    {
        Plain("halt", "Stops all trading; nothing can be placed or cancelled.", () => VenueStatus("HALT")),
        Plain("resume", "Opens trading.", () => VenueStatus("TRADING")),
        Plain("cancel-only", "Lets clients cancel, and nothing else.", () => VenueStatus("CANCEL_ONLY")),
    };

    private static AdminCall VenueStatus(string status) =>
        AdminCall.Put(new JsonObject { ["status"] = status }, "status");

    private static Command Fees()
    {
        var tier = new Argument<int>("tier") { Description = "0 to 99." };
        Argument<string> maker = Word("maker", "The maker's rate, as in 0.001 for 0.1 %.");
        Argument<string> taker = Word("taker", "The taker's rate.");
        return new Command("fees", "Fee tiers.")
        {
            new Command("set", "Sets the rates of a tier.") { tier, maker, taker }.Sends(parse => AdminCall.Put(
                new JsonObject { ["maker"] = parse.GetValue(maker), ["taker"] = parse.GetValue(taker) },
                "fees", parse.GetValue(tier).ToString(System.Globalization.CultureInfo.InvariantCulture))),
        };
    }

    private static Command Kill()
    {
        Argument<string> account = Word("name", "The account's name.");
        Argument<string> key = Word("apiKey", "The API key.");
        return new Command("kill", "Kill switches.")
        {
            new Command("account", "Forbids an account to trade and cancels its open orders.") { account }
                .Sends(parse => AdminCall.Post(null, "accounts", parse.GetValue(account)!, "kill")),
            new Command("key", "Revokes a key and cancels the open orders placed with it.") { key }
                .Sends(parse => AdminCall.Post(null, "keys", parse.GetValue(key)!, "kill")),
        };
    }

    private static Command Upgrade()
    {
        var version = new Argument<int>("version") { Description = "The protocol version that every node knows." };
        return new Command("upgrade", "Switches the venue's behaviour to a protocol version.") { version }.Sends(
            parse =>
            AdminCall.Put(new JsonObject { ["version"] = parse.GetValue(version) }, "protocol-version"));
    }
}
