using System.Text.RegularExpressions;

namespace Bourse.Tidy.Tests;

/// <summary>
/// docs/specification.md names a test for each rule of the specification that has a number or an example: the test is
/// there, and its file says where the rule stands.
/// </summary>
public sealed partial class SpecificationTests
{
    private const string Document = "docs/specification.md";

    private static readonly ILookup<string, string> Classes = Repository.FilesUnder("tests", ".cs")
        .ToLookup(file => Path.GetFileNameWithoutExtension(file), Repository.Read, StringComparer.Ordinal);

    /// <summary>Page of the specification, what the rule says, what covers it.</summary>
    private static readonly (string Page, string Rule, string Cover)[] Rows = [.. ReadRows()];

    [Fact]
    public void Every_rule_has_a_test_or_says_why_not() => Assert.Empty(
        from row in Rows
        where !Test().IsMatch(row.Cover) && !row.Cover.StartsWith("Tier 3", StringComparison.Ordinal)
            && !row.Cover.StartsWith("Differs", StringComparison.Ordinal)
        select $"{row.Page}: {row.Rule}");

    [Fact]
    public void Every_test_that_is_named_exists() => Assert.Empty(
        from row in Rows
        from test in Test().Matches(row.Cover)
        where !HasMethod(test.Groups["class"].Value, test.Groups["method"].Value)
        select $"{row.Page}: {test.Value}");

    [Fact]
    public void Every_test_that_is_named_says_where_its_rule_stands() => Assert.Empty(
        from row in Rows
        from test in Test().Matches(row.Cover)
        where !Classes[test.Groups["class"].Value].Any(text => text.Contains(row.Page, StringComparison.Ordinal))
        select $"{row.Page}: {test.Value}");

    [Fact]
    public void The_document_has_rules_of_every_page_that_is_covered() => Assert.Equal(
        [
            "CHANGELOG.md", "enums.md", "errors.md", "faqs/api_key_types.md", "faqs/commission_faq.md",
            "faqs/market_orders_faq.md", "faqs/order_amend_keep_priority.md", "faqs/order_count_decrement.md",
            "faqs/spot_glossary.md", "faqs/stp_faq.md", "faqs/trailing-stop-faq.md", "filters.md", "rest-api.md",
        ],
        Rows.Select(row => row.Page).Distinct().Order(StringComparer.Ordinal));

    private static bool HasMethod(string name, string method) =>
        Classes[name].Any(text => Regex.IsMatch(text, $@"\bpublic [\w<>, ]+ {Regex.Escape(method)}\("));

    private static IEnumerable<(string Page, string Rule, string Cover)> ReadRows()
    {
        string page = "";
        foreach (string line in Repository.ReadLines(Document))
        {
            if (Heading().Match(line) is { Success: true } heading) page = heading.Groups["page"].Value;
            string[] cells = line.Split('|');
            if (cells.Length != 4 || cells[1].Trim() is "rule" || cells[1].Contains("---", StringComparison.Ordinal)) continue;
            yield return (page, cells[1].Trim(), cells[2].Trim());
        }
    }

    [GeneratedRegex(@"^## (?<page>[\w/-]+\.md)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"`(?<class>\w+)\.(?<method>\w+)`")]
    private static partial Regex Test();
}
