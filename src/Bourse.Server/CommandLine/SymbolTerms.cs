using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Server.Configuration;

namespace Bourse.Server.CommandLine;

/// <summary>
/// The options that describe a symbol: a JSON file for all of it, and words for what is set most often.
/// </summary>
internal sealed class SymbolTerms
{
    private readonly Option<string?> _file = new("--file")
    {
        Description = "JSON with filters, fees, orderTypes, features and so on, as in a seed's symbol.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _tick = Amount("--tick", "PRICE_FILTER's tickSize.");
    private readonly Option<string?> _step = Amount("--step", "LOT_SIZE's stepSize, also its minQty.");
    private readonly Option<string?> _notional =
        Amount("--min-notional", "NOTIONAL's minNotional, for market orders too.");
    private readonly Option<string?> _maker = Amount("--maker-fee", "The symbol's own maker rate (with --taker-fee).");
    private readonly Option<string?> _taker = Amount("--taker-fee", "The symbol's own taker rate (with --maker-fee).");

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _file, _tick, _step, _notional, _maker, _taker }) command.Add(option);
    }

    public JsonObject Read(ParseResult parse)
    {
        JsonObject body = ReadFile(parse.GetValue(_file));
        JsonArray filters = body["filters"] as JsonArray ?? [];
        if (parse.GetValue(_tick) is { } tick)
            filters.Add(new JsonObject { ["filterType"] = "PRICE_FILTER", ["minPrice"] = tick, ["tickSize"] = tick });
        if (parse.GetValue(_step) is { } step)
            filters.Add(new JsonObject { ["filterType"] = "LOT_SIZE", ["minQty"] = step, ["stepSize"] = step });
        if (parse.GetValue(_notional) is { } notional)
            filters.Add(new JsonObject
            {
                ["filterType"] = "NOTIONAL",
                ["minNotional"] = notional,
                ["applyMinToMarket"] = true,
            });
        if (filters.Count > 0 && filters.Parent is null) body["filters"] = filters;
        string? maker = parse.GetValue(_maker);
        string? taker = parse.GetValue(_taker);
        if ((maker is null) != (taker is null))
            throw new StartFailedException("--maker-fee and --taker-fee go together.");
        if (maker is not null) body["fees"] = new JsonObject { ["maker"] = maker, ["taker"] = taker };
        return body;
    }

    private static JsonObject ReadFile(string? file)
    {
        if (file is null) return [];
        if (!File.Exists(file)) throw new StartFailedException($"--file: there is no file {file}.");
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject
                ?? throw new StartFailedException($"{file}: must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw new StartFailedException($"{file}: no valid JSON: {e.Message}", e);
        }
    }

    private static Option<string?> Amount(string name, string description) =>
        new(name) { Description = description, HelpName = "AMOUNT" };
}
