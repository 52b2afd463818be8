using System.Diagnostics;
using System.Security.Cryptography;

namespace Bourse.Server.Tests.Processes;

/// <summary>A data folder that cannot be written is told, with what to do, and is left as it was.</summary>
public sealed class UnwritableFolderTests
{
    private const UnixFileMode ReadOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFolder = ReadOnlyFolder | UnixFileMode.UserWrite;

    /// <summary>Root may write everywhere, until it gives that right away.</summary>
    private static string[] WithoutOverride => Environment.UserName == "root"
        ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
        : [];

    [Fact]
    public async Task A_folder_that_cannot_be_made()
    {
        using var parent = new TemporaryFolder();
        await FailAsync(parent.Path, parent.File("data"), "cannot be used as data folder");
        Assert.Empty(Directory.GetFileSystemEntries(parent.Path));
    }

    [Fact]
    public async Task An_empty_folder()
    {
        using var parent = new TemporaryFolder();
        await FailAsync(parent.Path, parent.Path, "cannot be used as data folder");
        Assert.Empty(Directory.GetFileSystemEntries(parent.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_venue_s_folder(bool filesAreWritable)
    {
        using var parent = new TemporaryFolder();
        string folder = await MakeVenueAsync(parent);
        if (!filesAreWritable)
        {
            foreach (string file in Directory.GetFiles(folder)) File.SetUnixFileMode(file, UnixFileMode.UserRead);
        }
        string before = Contents(folder);
        await FailAsync(
            folder, folder, filesAreWritable
                ? "log.db cannot be opened or written" : "Give --data a folder that this user may write");
        Assert.Equal(before, Contents(folder));
    }

    [Fact]
    public async Task A_file_system_that_is_read_only()
    {
        string[] ownMounts = Environment.UserName == "root" ? ["unshare", "-m"] : ["unshare", "-rm"];
        using var trial = Process.Start(ownMounts[0], [ownMounts[1], "true"]);
        await trial.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(trial.ExitCode == 0, "This user may not have mounts of its own.");

        using var parent = new TemporaryFolder();
        string folder = await MakeVenueAsync(parent);
        string before = Contents(folder);
        const string Mount = "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"";
        (int exitCode, _, string errors) = await VenueProcess.RunUnderAsync(
            [.. ownMounts, "sh", "-c", Mount, folder], ["--data", folder, "--urls", "http://127.0.0.1:0"]);
        AssertFailed(exitCode, errors, "cannot be used as data folder");
        Assert.Equal(before, Contents(folder));
    }

    private static async Task<string> MakeVenueAsync(TemporaryFolder parent)
    {
        string folder = parent.File("data");
        await using VenueProcess venue = await VenueProcess.StartAsync(folder, "--seed", "empty");
        Assert.Equal(0, await venue.StopAsync());
        return folder;
    }

    private static async Task FailAsync(string readOnly, string data, string message)
    {
        File.SetUnixFileMode(readOnly, ReadOnlyFolder);
        (int exitCode, _, string errors) = await VenueProcess.RunUnderAsync(
            WithoutOverride, ["--data", data, "--urls", "http://127.0.0.1:0"]);
        File.SetUnixFileMode(readOnly, OwnFolder);
        AssertFailed(exitCode, errors, message);
    }

    private static void AssertFailed(int exitCode, string errors, string message)
    {
        Assert.True(exitCode == 1, $"exit code {exitCode}: {errors}");
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("in use", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static string Contents(string folder) => string.Join('\n',
        from file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select $"{file} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}");
}
