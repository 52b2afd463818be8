using System.Xml.Linq;

namespace Bourse.Tidy.Tests;

/// <summary>Holds the project files to the directions of dependency that docs/architecture.md draws.</summary>
public sealed class ArchitectureTests
{
    // Venue <- Log <- Replica <- MarketData, History <- Api <- Streams, Redis <- Server; agents are clients like any other.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Bourse.Venue"] = [],
        ["Bourse.Log"] = ["Bourse.Venue"],
        ["Bourse.Replica"] = ["Bourse.Venue", "Bourse.Log"],
        ["Bourse.MarketData"] = ["Bourse.Venue", "Bourse.Replica"],
        ["Bourse.History"] = ["Bourse.Venue", "Bourse.Replica"],
        ["Bourse.Api"] = ["Bourse.Venue", "Bourse.Replica", "Bourse.MarketData", "Bourse.History"],
        ["Bourse.Streams"] = ["Bourse.Venue", "Bourse.Replica", "Bourse.MarketData", "Bourse.History", "Bourse.Api"],
        ["Bourse.Redis"] = ["Bourse.Venue", "Bourse.Log", "Bourse.Replica", "Bourse.MarketData", "Bourse.History", "Bourse.Api"],
        ["Bourse.Agents"] = [],
        ["Bourse.Zones"] = [],
        ["Bourse.Drills"] = ["Bourse.Zones"],
        ["Bourse.Bench"] = ["Bourse.Venue", "Bourse.Log", "Bourse.Replica", "Bourse.MarketData", "Bourse.History", "Bourse.Api"],
        ["Bourse.Server"] =
        [
            "Bourse.Venue", "Bourse.Log", "Bourse.Replica", "Bourse.MarketData", "Bourse.History", "Bourse.Api",
            "Bourse.Streams", "Bourse.Redis", "Bourse.Agents", "Bourse.Bench", "Bourse.Zones", "Bourse.Drills",
        ],
    };

    public static TheoryData<string> Projects => [.. Repository.FilesUnder("src", ".csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_the_architecture_allows(string file)
    {
        string project = Path.GetFileNameWithoutExtension(file);
        Assert.True(Allowed.ContainsKey(project), $"{project} has no place in the architecture: decide it here.");
        IEnumerable<string> references = XDocument.Parse(Repository.Read(file)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Empty(references.Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Versions_of_packages_stand_in_one_place(string file) =>
        Assert.DoesNotContain("Version=", string.Concat(
            XDocument.Parse(Repository.Read(file)).Descendants("PackageReference").Select(reference => reference.ToString())),
            StringComparison.Ordinal);

    [Fact]
    public void Package_versions_are_exact()
    {
        IEnumerable<string> versions = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => package.Attribute("Version")!.Value);
        Assert.All(versions, version => Assert.Matches(@"^\d+(\.\d+)+$", version));
    }

    [Fact]
    public void The_venue_is_built_with_overflow_checks_and_banned_symbols()
    {
        string project = Repository.Read("src/Bourse.Venue/Bourse.Venue.csproj");
        Assert.Contains("<CheckForOverflowUnderflow>true<", project, StringComparison.Ordinal);
        Assert.Contains("BannedSymbols.txt", project, StringComparison.Ordinal);
    }
}
