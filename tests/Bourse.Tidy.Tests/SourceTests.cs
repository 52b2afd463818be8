using System.Text.RegularExpressions;

namespace Bourse.Tidy.Tests;

/// <summary>Shape of source files, as far as a machine can see it.</summary>
public sealed partial class SourceTests
{
    private const int LinesMax = 600;
    private const int ColumnsMax = 120;

    /// <summary>Of projects that are still to be brought to the limit.</summary>
    private const int ColumnsMaxOfOldProjects = 140;

    /// <summary>Scenario tables read better in one line.</summary>
    private const int ColumnsMaxOfTests = 160;

    private static readonly string[] OldProjects =
    [
        "src/Bourse.Log/", "src/Bourse.Replica/", "src/Bourse.Bench/", "src/Bourse.Redis/",
        "src/Bourse.Zones/", "src/Bourse.History/", "src/Bourse.Api/Limits/",
    ];

    public static TheoryData<string> Sources =>
        [.. Repository.FilesUnder("src", ".cs").Concat(Repository.FilesUnder("tests", ".cs"))];

    [Fact]
    public void No_file_is_longer_than_600_lines() => Assert.Empty(
        from row in Sources
        where Repository.ReadLines(row.Data).Length > LinesMax
        select row.Data);

    [Fact]
    public void No_line_is_longer_than_120_columns() => Assert.Empty(
        from row in Sources
        let columnsMax = ColumnsMaxOf(row.Data)
        from line in Repository.ReadLines(row.Data).Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.Length > columnsMax
        select $"{row.Data}:{line.Number}");

    private static int ColumnsMaxOf(string file)
    {
        if (file.StartsWith("tests/", StringComparison.Ordinal)) return ColumnsMaxOfTests;
        bool isOld = OldProjects.Any(project => file.StartsWith(project, StringComparison.Ordinal));
        return isOld ? ColumnsMaxOfOldProjects : ColumnsMax;
    }

    [Fact]
    public void Nothing_is_left_for_later() => Assert.Empty(
        from row in Sources
        where !row.Data.EndsWith("SourceTests.cs", StringComparison.Ordinal)
        from line in Repository.ReadLines(row.Data).Select((text, index) => (Text: text, Number: index + 1))
        where Later().IsMatch(line.Text)
        select $"{row.Data}:{line.Number}");

    [Fact]
    public void A_file_of_src_has_one_public_type_named_like_it() => Assert.Empty(
        from file in Repository.FilesUnder("src", ".cs")
        let types = PublicType().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value).Distinct().ToList()
        where types.Count > 1 || (types.Count == 1 && types[0] != Path.GetFileNameWithoutExtension(file))
        select $"{file}: {string.Join(", ", types)}");

    [Fact]
    public void Names_say_what_a_type_is() => Assert.Empty(
        from file in Repository.FilesUnder("src", ".cs")
        where EmptyName().IsMatch(Path.GetFileNameWithoutExtension(file))
        select file);

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b|^\s*#region")]
    private static partial Regex Later();

    [GeneratedRegex(
        @"^public (?:static |sealed |abstract |readonly |ref |partial |unsafe )*" +
        @"(?:class|struct|interface|enum|record struct|record|delegate \S+) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Utility)$")]
    private static partial Regex EmptyName();
}
