using System.CommandLine;
using System.Text.Json.Nodes;

namespace Bourse.Server.CommandLine;

/// <summary>bourse settings …</summary>
internal static class SettingsCommands
{
    private static readonly (string Option, string Member)[] Counts =
    [
        ("--max-num-orders", "maxNumOrders"),
        ("--max-num-algo-orders", "maxNumAlgoOrders"),
        ("--max-num-iceberg-orders", "maxNumIcebergOrders"),
        ("--max-num-order-lists", "maxNumOrderLists"),
    ];

    private const string CountText = "Open orders of an account over the venue; 0 is no limit.";

    public static Command Create() => new("settings", "Rules over all symbols.")
    {
        AdminCommands.Plain("show", "Shows them.", () => AdminCall.Get("settings")),
        Set(),
    };

    private static Command Set()
    {
        Option<int?>[] counts = [.. Counts.Select(count =>
            new Option<int?>(count.Option) { Description = CountText })];
        var limits = new Option<string[]?>("--order-limits")
        {
            Description = "Orders an account may place, as in 100/10 (in 10 seconds); at most four.",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "COUNT/SECONDS",
        };
        var command = new Command("set", "Changes them; what is not given stays.") { limits };
        foreach (Option option in counts) command.Add(option);
        return command.Sends(parse => AdminCall.Patch(Body(parse, counts, limits), "settings"));
    }

    private static JsonObject Body(ParseResult parse, Option<int?>[] counts, Option<string[]?> limits)
    {
        var body = new JsonObject();
        for (int i = 0; i < counts.Length; i++)
            if (parse.GetValue(counts[i]) is { } count) body[Counts[i].Member] = count;
        if (parse.GetValue(limits) is { Length: > 0 } given)
            body["orderLimits"] = new JsonArray([.. given.Select(Limit)]);
        return body;
    }

    private static JsonNode Limit(string text)
    {
        string[] parts = text.Split('/');
        bool isLimit = parts.Length == 2 && int.TryParse(parts[0], out _) && int.TryParse(parts[1], out _);
        if (!isLimit)
            throw new Configuration.StartFailedException(
                $"--order-limits: \"{text}\" is no COUNT/SECONDS, as in 100/10.");
        return new JsonObject
        {
            ["limit"] = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture),
            ["intervalSeconds"] = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture),
        };
    }
}
