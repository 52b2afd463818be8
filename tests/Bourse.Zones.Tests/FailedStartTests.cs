namespace Bourse.Zones.Tests;

/// <summary>A fleet that cannot start says why and leaves nothing.</summary>
public sealed class FailedStartTests
{
    [Fact]
    public async Task A_part_that_ends_is_named_with_the_end_of_its_log_and_all_is_taken_down()
    {
        TestFleet.RequirePrograms(NetworkKind.Namespaces);
        using var scripts = new VenueScript("""
            if [ "$1" = migrate ]; then exit 0; fi
            echo "no such log"
            exit 3
            """);
        string name = TestFleet.NewName();
        FleetException failure = await FailsAsync(new FleetOptions
        {
            Name = name,
            Zones = 1,
            Venue = scripts.Command,
            Patience = TestFleet.Patience,
        });
        Assert.Matches("a/(node-1|worker) ended", failure.Message);
        Assert.EndsWith("no such log", failure.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(FleetOptions.DefaultFolder(name)));
    }

    [Fact]
    public async Task A_migration_that_fails_is_told_in_its_own_words()
    {
        TestFleet.RequirePrograms(NetworkKind.Namespaces);
        using var scripts = new VenueScript("echo no permission >&2; exit 1");
        FleetException failure = await FailsAsync(new FleetOptions
        {
            Name = TestFleet.NewName(),
            Zones = 1,
            Venue = scripts.Command,
            Patience = TestFleet.Patience,
        });
        Assert.Contains("no permission", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "default", "take 1, 3 or 5")]
    [InlineData(3, "a/b", "no name of a fleet")]
    public async Task A_wrong_option_is_refused_before_anything_is_made(int zones, string name, string message)
    {
        FleetException failure = await FailsAsync(
            new FleetOptions { Name = name, Zones = zones, Nodes = 0, Network = NetworkKind.Loopback });
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_there_is_left_alone()
    {
        TestFleet.RequirePrograms(NetworkKind.Loopback);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bourse-test-");
        try
        {
            FleetException failure = await FailsAsync(
                new FleetOptions { Folder = folder.FullName, Nodes = 0, Network = NetworkKind.Loopback });
            Assert.Contains("is there already", failure.Message, StringComparison.Ordinal);
            Assert.True(folder.Exists);
        }
        finally
        {
            folder.Delete();
        }
    }

    private static Task<FleetException> FailsAsync(FleetOptions options) =>
        Assert.ThrowsAsync<FleetException>(() => Fleet.UpAsync(options, TextWriter.Null, TestFleet.Cancellation));
}
