using System.CommandLine;
using System.Text.Json.Nodes;
using Bourse.Server.Configuration;

namespace Bourse.Server.CommandLine;

/// <summary>bourse key …</summary>
internal static class KeyCommands
{
    public static Command Create()
    {
        Argument<string> revoked = AdminCommands.Word("apiKey", "The API key.");
        var account = new Option<string?>("--account") { Description = "Of this account only.", HelpName = "NAME" };
        return new Command("key", "API keys.")
        {
            CreateKey(),
            new Command("list", "Lists keys, without secrets.") { account }.Sends(
                parse => List(parse.GetValue(account))),
            new Command("revoke", "Revokes a key; open orders stay (see kill key).") { revoked }
                .Sends(parse => AdminCall.Post(null, "keys", parse.GetValue(revoked)!, "revoke")),
        };
    }

    private static Command CreateKey()
    {
        Argument<string> account = AdminCommands.Word("account", "The account's name.");
        var publicKey = new Option<string?>("--public-key")
        {
            Description = "An RSA or Ed25519 public key, PEM; without it an HMAC secret is made and shown once.",
            HelpName = "FILE",
        };
        var label = new Option<string?>("--label") { Description = "A name for people." };
        var expires =
            new Option<string?>("--expires") { Description = "As in 2027-01-31T00:00:00Z.", HelpName = "TIME" };
        Option<string[]?> permissions = Many("--permissions", "Any of USER_DATA, USER_STREAM, TRADE [all].");
        Option<string[]?> addresses = Many("--addresses", "CIDR blocks that may use it [all].");
        Option<string[]?> symbols = Many("--symbols", "Symbols that it may trade [all].");
        var command = new Command("create", "Creates a key.")
        {
            account, publicKey, label, expires, permissions, addresses, symbols,
        };
        return command.Sends(parse => AdminCall.Post(new JsonObject
        {
            ["account"] = parse.GetValue(account),
            ["publicKey"] = ReadFile(parse.GetValue(publicKey)),
            ["label"] = parse.GetValue(label),
            ["expires"] = parse.GetValue(expires),
            ["permissions"] = Names(parse.GetValue(permissions)),
            ["addresses"] = Names(parse.GetValue(addresses)),
            ["symbols"] = Names(parse.GetValue(symbols)),
        }, "keys"));
    }

    private static AdminCall List(string? account)
    {
        AdminCall all = AdminCall.Get("keys");
        return account is null ? all : all with { Path = $"{all.Path}?account={Uri.EscapeDataString(account)}" };
    }

    private static Option<string[]?> Many(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private static JsonArray? Names(string[]? names) =>
        names is null or [] ? null : new JsonArray([.. names.Select(name => JsonValue.Create(name))]);

    private static string? ReadFile(string? file)
    {
        if (file is null) return null;
        return File.Exists(file)
            ? File.ReadAllText(file)
            : throw new StartFailedException($"--public-key: there is no file {file}.");
    }
}
