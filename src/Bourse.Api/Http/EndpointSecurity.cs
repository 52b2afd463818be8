namespace Bourse.Api.Http;

/// <summary>What a caller must show (rest-api.md, "Request Security"). All but <see cref="None"/> and
/// <see cref="UserStreamUnsigned"/> are signed.</summary>
public enum EndpointSecurity : byte
{
    None = 0,
    UserData = 1,
    Trade = 2,
    UserStream = 3,

    /// <summary>Any key will do, whatever it may.</summary>
    AnyKey = 4,

    /// <summary>The name of a key that may listen is enough: listen keys, as old clients use them.</summary>
    UserStreamUnsigned = 5,
}
