using System.CommandLine;
using System.Text.Json.Nodes;

namespace Bourse.Server.CommandLine;

/// <summary>bourse account …</summary>
internal static class AccountCommands
{
    private static readonly string[] OrdinaryRights = ["TRADE", "DEPOSIT", "WITHDRAW"];

    public static Command Create()
    {
        Argument<string> shown = Name();
        Argument<string> disabled = Name();
        Argument<string> enabled = Name();
        return new Command("account", "Accounts.")
        {
            Open(),
            AdminCommands.Plain("list", "Lists the accounts.", () => AdminCall.Get("accounts")),
            new Command("show", "Shows an account and its balances.") { shown }
                .Sends(parse => AdminCall.Get("accounts", parse.GetValue(shown)!)),
            Set(),
            new Command("disable", "Takes every right away; open orders stay (see kill account).") { disabled }
                .Sends(parse => AdminCall.Patch(Rights([]), "accounts", parse.GetValue(disabled)!)),
            new Command("enable", "Gives the ordinary rights back.") { enabled }
                .Sends(parse => AdminCall.Patch(Rights(OrdinaryRights), "accounts", parse.GetValue(enabled)!)),
        };
    }

    private static Command Open()
    {
        Argument<string> name = Name();
        var (tier, group, rights) = Settings();
        return new Command("open", "Opens an account.") { name, tier, group, rights }.Sends(parse =>
        {
            JsonObject body = Body(parse, tier, group, rights);
            body["name"] = parse.GetValue(name);
            return AdminCall.Post(body, "accounts");
        });
    }

    private static Command Set()
    {
        Argument<string> name = Name();
        var (tier, group, rights) = Settings();
        return new Command("set", "Changes an account.") { name, tier, group, rights }
            .Sends(parse => AdminCall.Patch(Body(parse, tier, group, rights), "accounts", parse.GetValue(name)!));
    }

    private static Argument<string> Name() => AdminCommands.Word("name", "The account's name.");

    private static (Option<int?> Tier, Option<int?> Group, Option<string[]?> Rights) Settings() => (
        new Option<int?>("--fee-tier") { Description = "0 to 99." },
        new Option<int?>("--trade-group")
        {
            Description = "Accounts of a group do not trade with each other; -1 is none.",
        },
        new Option<string[]?>("--rights")
        {
            Description = "Any of TRADE, DEPOSIT, WITHDRAW, UNLIMITED.",
            AllowMultipleArgumentsPerToken = true,
        });

    private static JsonObject Body(ParseResult parse, Option<int?> tier, Option<int?> group, Option<string[]?> rights)
    {
        bool hasRights = parse.GetResult(rights) is { Implicit: false };
        JsonObject body = hasRights ? Rights(parse.GetValue(rights) ?? []) : [];
        if (parse.GetValue(tier) is { } feeTier) body["feeTier"] = feeTier;
        if (parse.GetValue(group) is { } groupId) body["tradeGroupId"] = groupId;
        return body;
    }

    private static JsonObject Rights(IEnumerable<string> names) =>
        new() { ["rights"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) };
}
