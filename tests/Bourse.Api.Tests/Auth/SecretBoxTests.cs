using System.Text;
using Bourse.Api.Auth;

namespace Bourse.Api.Tests.Auth;

public sealed class SecretBoxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bourse-secret-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Opens_what_it_sealed_and_only_for_the_same_key_and_account()
    {
        using var box = new SecretBox(new byte[SecretBox.KeyBytes]);
        byte[] sealedSecret = box.Seal(7, "key", "secret");
        Assert.True(box.TryOpen(7, "key", sealedSecret, out byte[] secret));
        Assert.Equal("secret", Encoding.UTF8.GetString(secret));
        Assert.False(box.TryOpen(8, "key", sealedSecret, out _));
        Assert.False(box.TryOpen(7, "kez", sealedSecret, out _));
    }

    [Fact]
    public void Never_seals_twice_alike_and_never_holds_the_secret()
    {
        using var box = new SecretBox(new byte[SecretBox.KeyBytes]);
        byte[] first = box.Seal(7, "key", "secret");
        Assert.NotEqual(first, box.Seal(7, "key", "secret"));
        Assert.True(first.AsSpan().IndexOf("secret"u8) < 0);
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        using var box = new SecretBox(new byte[SecretBox.KeyBytes]);
        byte[] sealedSecret = box.Seal(7, "key", "secret");
        for (int i = 0; i < sealedSecret.Length; i++)
        {
            sealedSecret[i] ^= 1;
            Assert.False(box.TryOpen(7, "key", sealedSecret, out _));
            sealedSecret[i] ^= 1;
        }
        Assert.False(box.TryOpen(7, "key", [], out _));
    }

    [Fact]
    public void The_key_file_is_made_once_and_for_the_owner_only()
    {
        string path = Path.Combine(_folder, "data.key");
        byte[] sealedSecret;
        using (SecretBox box = SecretBox.OpenFile(path)) sealedSecret = box.Seal(1, "key", "secret");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using SecretBox again = SecretBox.OpenFile(path);
        Assert.True(again.TryOpen(1, "key", sealedSecret, out _));
    }

    [Fact]
    public void A_key_file_that_others_can_read_or_that_is_damaged_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        string path = Path.Combine(_folder, "data.key");
        SecretBox.OpenFile(path).Dispose();
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Assert.Throws<DataKeyException>(() => SecretBox.OpenFile(path)).Message);
        File.WriteAllBytes(path, new byte[5]);
        Assert.Contains("5 bytes", Assert.Throws<DataKeyException>(() => SecretBox.OpenFile(path)).Message);
    }
}
