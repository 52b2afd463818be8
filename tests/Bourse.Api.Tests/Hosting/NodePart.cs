using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Replica;
using Microsoft.AspNetCore.Builder;

namespace Bourse.Api.Tests.Hosting;

/// <summary>What a test adds to a node.</summary>
/// <param name="Consumer">Makes what is fed with the venue's events.</param>
/// <param name="Map">Puts more paths on its web host.</param>
internal sealed record NodePart(
    Func<ReferenceCatalog, IEventConsumer> Consumer, Action<WebApplication, ApiPipeline> Map);
