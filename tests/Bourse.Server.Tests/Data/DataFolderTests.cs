using Bourse.Server.Configuration;
using Bourse.Server.Data;

namespace Bourse.Server.Tests.Data;

public sealed class DataFolderTests
{
    [Fact]
    public void A_new_folder_is_made_for_its_owner_only_and_opened_again()
    {
        using var parent = new TemporaryFolder();
        string path = parent.File("data");
        string token;
        using (DataFolder folder = DataFolder.Open(path)) token = folder.AdminToken();
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(DataFolder.AdminTokenFileIn(path)));
        using DataFolder again = DataFolder.Open(path);
        Assert.Equal(token, again.AdminToken());
        Assert.Equal(64, token.Length);
    }

    [Fact]
    public void A_foreign_folder_is_refused_and_left_alone()
    {
        using var parent = new TemporaryFolder();
        File.WriteAllText(parent.File("diary.txt"), "dear diary");
        var failure = Assert.Throws<StartFailedException>(() => DataFolder.Open(parent.Path));
        Assert.Contains("not a venue's", failure.Message, StringComparison.Ordinal);
        Assert.Equal([parent.File("diary.txt")], Directory.GetFileSystemEntries(parent.Path));
    }

    [Fact]
    public void A_folder_in_use_is_refused()
    {
        using var parent = new TemporaryFolder();
        using DataFolder first = DataFolder.Open(parent.File("data"));
        var failure = Assert.Throws<StartFailedException>(() => DataFolder.Open(parent.File("data")));
        Assert.Contains("in use by another process", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_refused()
    {
        using var parent = new TemporaryFolder();
        File.WriteAllText(parent.File("data"), "");
        Assert.Contains(
            "is a file", Assert.Throws<StartFailedException>(() => DataFolder.Open(parent.File("data"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_credentials_are_told()
    {
        using var parent = new TemporaryFolder();
        File.WriteAllText(parent.File("credentials.json"), "{");
        Assert.Contains(
            "is damaged", Assert.Throws<StartFailedException>(() => Credentials.Read(parent.File("credentials.json")))
            .Message, StringComparison.Ordinal);
    }
}
