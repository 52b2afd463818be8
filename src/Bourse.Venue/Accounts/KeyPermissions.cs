namespace Bourse.Venue.Accounts;

/// <summary>What a key may be used for.</summary>
[Flags]
public enum KeyPermissions : byte
{
    None = 0,
    UserData = 1,
    UserStream = 2,
    Trade = 4,
    All = 7,
}
