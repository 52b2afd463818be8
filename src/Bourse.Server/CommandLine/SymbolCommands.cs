using System.CommandLine;
using System.Text.Json.Nodes;

namespace Bourse.Server.CommandLine;

/// <summary>bourse symbol …</summary>
internal static class SymbolCommands
{
    public static Command Create() => new("symbol", "Symbols.")
    {
        Add(),
        Set(),
        AdminCommands.Plain("list", "Lists the symbols.", () => AdminCall.Get("symbols")),
        Status("halt", "Stops trading of a symbol; nothing can be placed or cancelled.", "HALT"),
        Status("resume", "Opens trading of a symbol.", "TRADING"),
        Status("cancel-only", "Lets clients cancel on a symbol, and nothing else.", "CANCEL_ONLY"),
    };

    private static Command Add()
    {
        Argument<string> name = Name();
        var baseAsset =
            new Option<string>("--base") { Description = "The base asset.", Required = true, HelpName = "ASSET" };
        var quoteAsset =
            new Option<string>("--quote") { Description = "The quote asset.", Required = true, HelpName = "ASSET" };
        var terms = new SymbolTerms();
        var command = new Command("add", "Registers a symbol.") { name, baseAsset, quoteAsset };
        terms.AddTo(command);
        return command.Sends(parse =>
        {
            JsonObject body = terms.Read(parse);
            body["name"] = parse.GetValue(name);
            body["base"] = parse.GetValue(baseAsset);
            body["quote"] = parse.GetValue(quoteAsset);
            return AdminCall.Post(body, "symbols");
        });
    }

    private static Command Set()
    {
        Argument<string> name = Name();
        var terms = new SymbolTerms();
        var command =
            new Command("set", "Changes filters, fees and features of a symbol; what is not given stays.") { name };
        terms.AddTo(command);
        return command.Sends(parse => AdminCall.Patch(terms.Read(parse), "symbols", parse.GetValue(name)!));
    }

    private static Command Status(string verb, string description, string status)
    {
        Argument<string> name = Name();
        return new Command(verb, description) { name }.Sends(parse =>
            AdminCall.Put(new JsonObject { ["status"] = status }, "symbols", parse.GetValue(name)!, "status"));
    }

    private static Argument<string> Name() => AdminCommands.Word("name", "The symbol, as in BTCUSDT.");
}
