using System.Text.RegularExpressions;
using Bourse.Api.Http;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue;
using Bourse.Venue.Orders;

namespace Bourse.Api.Tests.Errors;

/// <summary>
/// Every error of errors.md comes about by a request, with its message to the letter, or docs/errors.md says why it
/// cannot.
/// </summary>
public sealed partial class ErrorTableTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private static readonly ErrorCase[] Table =
    [
        .. GeneralErrors.Cases, .. ParameterErrors.Cases, .. ListErrors.Cases, .. FilterErrors.Cases, .. OrderErrors.Cases,
    ];

    /// <summary>The codes of errors.md; without FIX (-1033 to -1035, -1169 to -1191), SBE and OPO.</summary>
    private static readonly int[] Specified =
    [
        -1000, -1001, -1002, -1003, -1006, -1007, -1008, -1013, -1014, -1015, -1016, -1020, -1021, -1022, -1100, -1101,
        -1102, -1103, -1104, -1105, -1106, -1108, -1111, -1112, -1114, -1115, -1116, -1117, -1118, -1119, -1120, -1121,
        -1122, -1125, -1127, -1128, -1130, -1134, -1135, -1139, -1145, -1151, -1155, -1158, -1160, -1165, -1166, -1168,
        -1194, -1196, -1197, -1198, -1199, -1210, -1211, -1220, -2010, -2011, -2013, -2014, -2015, -2016, -2021, -2022,
        -2026, -2035, -2036, -2038, -2039, -2042, -2043,
    ];

    public static TheoryData<string> Names => [.. Table.Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_request_brings_it_about(string name)
    {
        ErrorCase expected = Table.Single(row => row.ToString() == name);
        await using var scene = new ErrorScene(fixture.Venue);
        ApiAnswer answer = await expected.Provoke(scene);
        string message = answer.Json.GetProperty("msg").GetString()!;
        Assert.True(expected.IsToldBy(message), message);
        answer.AssertError(expected.Status, expected.Code, message);
    }

    [Fact]
    public async Task An_order_is_archived_after_90_days_and_not_before()
    {
        await using var scene = new ErrorScene(fixture.Venue);
        ApiAnswer answer = await OrderErrors.ArchivedAsync(scene, TimeSpan.Zero);
        Assert.Equal("CANCELED", answer.Ok().GetProperty("status").GetString());
        ApiAnswer listed = await scene.CallAsync("GET", "/api/v3/allOrders", "symbol=BTCUSDT");
        Assert.Equal(1, listed.Ok().GetArrayLength());
    }

    [Fact]
    public void Every_code_is_brought_about_or_named_in_the_document_and_never_both()
    {
        IEnumerable<int> told = Table.Select(row => row.Code).Distinct();
        IEnumerable<int> never = CodeRow().Matches(Document()).Select(row => int.Parse(row.Groups["code"].Value));
        Assert.Equal(Specified.OrderDescending(), told.Concat(never).OrderDescending());
    }

    /// <summary>So nothing can be told that no request of the table shows.</summary>
    [Fact]
    public void Every_message_in_the_sources_is_brought_about_or_named_in_the_document()
    {
        IEnumerable<string> unseen =
            from file in Directory.EnumerateFiles(Path.Combine(Root, "src/Bourse.Api"), "*.cs", SearchOption.AllDirectories)
            from literal in ErrorLiteral().Matches(File.ReadAllText(file))
            let code = int.Parse(literal.Groups["code"].Value)
            let message = string.Concat(literal.Groups["text"].Captures.Select(text => text.Value))
            where !IsCovered(code, Regex.Escape(Hole().Replace(message, "\n")).Replace("\\n", ".+", StringComparison.Ordinal))
            select $"{Path.GetFileName(file)}: {code} {message}";
        Assert.Empty(unseen);
    }

    [Fact]
    public void Every_reason_of_the_venue_is_brought_about_or_named_in_the_document()
    {
        RejectReason[] operators =
            [.. Enum.GetValues<RejectReason>().Where(reason => reason is RejectReason.None or >= RejectReason.NameTaken)];
        IEnumerable<string> unseen =
            from reason in Enum.GetValues<RejectReason>().Except([.. operators, RejectReason.UnknownAsset])
            let errors = (ApiError[])[RejectErrors.OfNew(reason, OrderType.Market), RejectErrors.OfCancel(reason),
                RejectErrors.OfAmend(reason)]
            where !errors.Any(error => IsCovered(error.Code, Regex.Escape(error.Message)))
            select $"{reason}: {errors[0].Code} {errors[0].Message}";
        Assert.Empty(unseen);
    }

    private static bool IsCovered(int code, string pattern)
    {
        IEnumerable<(int, string)> told = Table.Select(row => (row.Code, row.Message));
        IEnumerable<(int, string)> never = MessageRow().Matches(Document())
            .Select(row => (int.Parse(row.Groups["code"].Value), row.Groups["message"].Value));
        return told.Concat(never).Any(row => row.Item1 == code && Regex.IsMatch(row.Item2, $"^{pattern}$"));
    }

    private static string Document() => File.ReadAllText(Path.Combine(Root, "docs/errors.md"));

    private static string Root
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bourse.slnx"))) folder = folder.Parent;
            return folder?.FullName ?? throw new InvalidOperationException("The tests run outside a checkout.");
        }
    }

    [GeneratedRegex(@"^\| (?<code>-\d{4}) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex CodeRow();

    [GeneratedRegex(@"^\| (?<code>-\d{4}) \| (?<message>[^|]+) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex MessageRow();

    [GeneratedRegex("""new(?: ApiError)?\(\s*(?<code>-\d{4}),\s*\$?"(?<text>[^"]*)"(?:\s*\+\s*\$?"(?<text>[^"]*)")*""")]
    private static partial Regex ErrorLiteral();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
}
